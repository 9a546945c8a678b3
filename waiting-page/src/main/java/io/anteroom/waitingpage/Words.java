package io.anteroom.waitingpage;

import io.anteroom.waitingpage.Sight.Wait;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts in somebody's language, and numbers as they are written there; as texts.js has them.
 */
final class Words {

  private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;

  /** Nobody knows a wait that is longer than this to the minute. */
  private static final long ROUGH = 20 * MINUTE;

  private static final long ROUGHLY = 5;

  private final String language;
  private final Locale locale;
  private final Map<String, String> texts;
  private final Numerals numerals;

  /**
   * The words of one language.
   *
   * @param language as its file is named
   * @param locale whose numbers they go with
   * @param texts by their names
   */
  Words(String language, Locale locale, Map<String, String> texts) {
    this.language = language;
    this.locale = locale;
    this.texts = texts;
    this.numerals = new Numerals(locale);
  }

  /** As the file of its texts is named. */
  String language() {
    return language;
  }

  /** For {@code lang}. */
  String locale() {
    return locale.toLanguageTag();
  }

  /** For {@code dir}. */
  String direction() {
    return get("direction");
  }

  /** The text of a name. A gap for which nothing is given is filled by the text of its own name. */
  String get(String name) {
    return get(name, Map.of());
  }

  /** The same, with these in its gaps. */
  String get(String name, Map<String, String> gaps) {
    return GAP.matcher(text(name))
        .replaceAll(gap ->
            Matcher.quoteReplacement(
                Optional.ofNullable(gaps.get(gap.group(1)))
                    .or(() -> Optional.ofNullable(texts.get(gap.group(1))))
                    .orElse("")));
  }

  private String text(String name) {
    return Objects.requireNonNull(texts.get(name), name);
  }

  /** All texts, each for the gap of a page that has {@code text.} before its name. */
  Map<String, String> all() {
    return texts.keySet().stream().collect(Collectors.toMap(name -> "text." + name, this::get));
  }

  String number(long value) {
    return numerals.write(value);
  }

  /** A wait, rounded away from each other, and no finer than it is known. */
  String estimate(Optional<Wait> range) {
    return range.map(this::estimate).orElseGet(() -> get("wait.unknown"));
  }

  private String estimate(Wait range) {
    if (range.high() < MINUTE) {
      return get("wait.soon");
    }
    boolean isShort = range.low() < HOUR;
    long unit = isShort ? MINUTE : HOUR;
    long step = (isShort && range.high() > ROUGH ? ROUGHLY : 1) * unit;
    long from = Math.max(range.low() / step * step / unit, 1);
    long to = Math.ceilDiv(range.high(), step) * step / unit;
    String count =
        from == to ? number(to) : get("range", Map.of("from", number(from), "to", number(to)));
    return get(isShort ? "minutes" : "hours", Map.of("count", count));
  }

  /** So many seconds, as far as they fill minutes. */
  String left(long seconds) {
    return seconds < MINUTE
        ? get("wait.soon")
        : get("minutes", Map.of("count", number(seconds / MINUTE)));
  }
}
