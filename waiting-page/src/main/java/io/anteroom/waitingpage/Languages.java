package io.anteroom.waitingpage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody reads, the best first.
 *
 * @param locales each with a language, and perhaps a script and a region
 */
public record Languages(List<Locale> locales) {

  /** Browsers say some five. Whoever says more is heard as far as this. */
  private static final int MOST = 20;

  /** A language with its weight (RFC 9110 section 12.4.2), which is 1 unless it is said. */
  private static final Pattern RANGE =
      Pattern.compile("\\s*([A-Za-z0-9-]{2,35})\\s*(?:;\\s*[qQ]=([01](?:\\.\\d{0,3})?)\\s*)?");

  private record Weighted(Locale locale, double weight) {}

  /** Takes a copy. */
  public Languages {
    locales = List.copyOf(locales);
  }

  /**
   * Reads the header {@code Accept-Language} (RFC 9110 section 12.5.4). What is no language, or is
   * not wanted at all, is passed over, and so is {@code *}: it is what there is anyway.
   */
  public static Languages accepted(Optional<String> header) {
    return new Languages(
        header.stream()
            .flatMap(value -> Arrays.stream(value.split(",", MOST + 1)).limit(MOST))
            .flatMap(Languages::weighted)
            .sorted(Comparator.comparingDouble(Weighted::weight).reversed())
            .map(Weighted::locale)
            .toList());
  }

  private static Stream<Weighted> weighted(String range) {
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      return Stream.empty();
    }
    Locale tag = Locale.forLanguageTag(matcher.group(1));
    double weight = Optional.ofNullable(matcher.group(2)).map(Double::parseDouble).orElse(1.0);
    return tag.getLanguage().isEmpty() || weight == 0
        ? Stream.empty()
        : Stream.of(new Weighted(plain(tag), weight));
  }

  /** Without variants and extensions, which say nothing here. */
  private static Locale plain(Locale tag) {
    return new Locale.Builder()
        .setLanguage(tag.getLanguage())
        .setScript(tag.getScript())
        .setRegion(tag.getCountry())
        .build();
  }
}
