package io.anteroom.waitingpage;

import io.anteroom.pagefiles.PageFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The languages that the pages speak, and all texts in each of them. */
final class Vocabulary {

  /** Where somebody reads none of the others. */
  private static final String FALLBACK = "en";

  private static final List<String> OURS =
      List.of(
          "ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt",
          "ru", "tr", "uk", "zh-Hans", "zh-Hant");

  /** Where Chinese is written as it always was. */
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  /** What no script says, so that no browser has to load it. */
  private static final Set<String> UNSCRIPTED =
      Stream.concat(
              Arrays.stream(Notice.values())
                  .flatMap(notice -> Stream.of(notice.title(), notice.words())),
              Stream.of("again"))
          .collect(Collectors.toUnmodifiableSet());

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, Map<String, String>> texts;

  private Vocabulary(Map<String, Map<String, String>> texts) {
    this.texts = texts;
  }

  /** All our own. */
  static Vocabulary ours() {
    Map<String, Map<String, String>> texts = new TreeMap<>();
    OURS.forEach(language -> texts.put(language, read(language)));
    return new Vocabulary(texts);
  }

  private static Map<String, String> read(String language) {
    Map<String, String> texts = new LinkedHashMap<>();
    JSON.readTree(PageFile.beside(Vocabulary.class, file(language)).bytes())
        .properties()
        .forEach(text -> texts.put(text.getKey(), text.getValue().stringValue()));
    return texts;
  }

  static String file(String language) {
    return "texts." + language + ".json";
  }

  /**
   * The same, with other words here and there, and perhaps with another language.
   *
   * @param own by language; what stands under {@code *} counts for all of them, unless one of them
   *     says something else
   */
  Vocabulary with(Map<String, Map<String, String>> own) {
    Map<String, Map<String, String>> mixed = new TreeMap<>();
    Stream.concat(texts.keySet().stream(), own.keySet().stream())
        .filter(language -> !language.equals(Look.ALL))
        .distinct()
        .forEach(language -> {
          Map<String, String> words = new LinkedHashMap<>(texts.getOrDefault(language, Map.of()));
          words.putAll(own.getOrDefault(Look.ALL, Map.of()));
          words.putAll(own.getOrDefault(language, Map.of()));
          mixed.put(language, words);
        });
    return new Vocabulary(mixed);
  }

  Set<String> languages() {
    return texts.keySet();
  }

  /** The texts of which all others are translations. */
  Map<String, String> english() {
    return texts.getOrDefault(FALLBACK, Map.of());
  }

  /** The texts that scripts say, as files by their names. */
  Map<String, PageFile> files() {
    return texts.entrySet().stream()
        .collect(
            Collectors.toMap(
                language -> file(language.getKey()),
                language -> PageFile.of(file(language.getKey()), scripted(language.getValue()))));
  }

  private static byte[] scripted(Map<String, String> texts) {
    Map<String, String> said = new LinkedHashMap<>(texts);
    said.keySet().removeAll(UNSCRIPTED);
    return JSON.writeValueAsBytes(said);
  }

  /** In the first language that is there, of those that somebody reads (RFC 4647 section 3.4). */
  Words in(Languages languages) {
    return languages.locales().stream()
        .map(this::words)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new Words(FALLBACK, Locale.forLanguageTag(FALLBACK), english()));
  }

  private Optional<Words> words(Locale locale) {
    return Stream.of(locale.getLanguage() + "-" + script(locale), locale.getLanguage())
        .filter(texts::containsKey)
        .findFirst()
        .map(language -> new Words(language, locale, texts.getOrDefault(language, Map.of())));
  }

  /** Nobody says how Chinese is written, but where he is. */
  private static String script(Locale locale) {
    if (!locale.getScript().isEmpty() || !locale.getLanguage().equals("zh")) {
      return locale.getScript();
    }
    return TRADITIONAL.contains(locale.getCountry()) ? "Hant" : "Hans";
  }
}
