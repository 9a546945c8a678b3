package io.anteroom.waitingpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.pagefiles.PageFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a site has in place of ours, and takes nothing by which the pages would go wrong. */
final class LookReader {

  /** Words of all languages are a third of that; who waits loads a part of one file. */
  static final int MOST_BYTES = 256 * 1024;

  /** Several times as much as the longest of ours. */
  private static final int MOST_CHARACTERS = 1_000;

  /** What is missing is not listed any further. */
  private static final int MOST_NAMED = 5;

  private static final Set<String> NAMES = Set.of(Look.THEME, Look.MARK, Look.TEXTS);

  private static final String DIRECTION = "direction";
  private static final Set<String> DIRECTIONS = Set.of("ltr", "rtl");

  /** With a script where it has several, as texts.js looks for it. */
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?");

  private static final Pattern GAP = Pattern.compile("\\{\\w*}");
  private static final Pattern CSS_VARIABLE = Pattern.compile("--[\\w-]+(?=\\s*:)");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, byte[]> given;
  private final Vocabulary ours = Vocabulary.ours();

  /** Reads these, by their names. */
  LookReader(Map<String, byte[]> given) {
    this.given = given;
    require(
        !given.isEmpty() && NAMES.containsAll(given.keySet()),
        "there may be theme.css, mark.svg and texts.json, at least one of them and nothing else,"
            + " and here is "
            + (given.isEmpty() ? "none" : String.join(", ", new TreeSet<>(given.keySet()))));
    given.forEach((name, bytes) ->
        require(bytes.length <= MOST_BYTES, name + " has more than " + MOST_BYTES + " bytes"));
  }

  Map<String, PageFile> files() {
    Map<String, PageFile> files = new HashMap<>();
    text(Look.THEME)
        .ifPresent(css -> {
          requireAllColours(css);
          files.put(Look.THEME, PageFile.of(Look.THEME, css.getBytes(UTF_8)));
        });
    text(Look.MARK)
        .ifPresent(svg -> {
          require(svg.contains("<svg"), Look.MARK + " is no SVG picture");
          files.put(Look.MARK, PageFile.of(Look.MARK, svg.getBytes(UTF_8)));
        });
    return Map.copyOf(files);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name)).map(bytes -> new String(bytes, UTF_8));
  }

  private static void requireAllColours(String css) {
    Set<String> missing = variables(ourTheme());
    missing.removeAll(variables(css));
    require(missing.isEmpty(), Look.THEME + " does not set " + some(missing));
  }

  private static String ourTheme() {
    return new String(PageFile.beside(LookReader.class, Look.THEME).bytes(), UTF_8);
  }

  private static Set<String> variables(String css) {
    return CSS_VARIABLE
        .matcher(css)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Map<String, Map<String, String>> words() {
    return text(Look.TEXTS).map(this::words).orElse(Map.of());
  }

  private Map<String, Map<String, String>> words(String json) {
    JsonNode root = tree(json);
    require(root.isObject(), Look.TEXTS + " must be an object with a field for each language");
    Map<String, Map<String, String>> words = new LinkedHashMap<>();
    root.properties()
        .forEach(entry -> words.put(entry.getKey(), texts(entry.getKey(), entry.getValue())));
    words.forEach((language, texts) -> {
      if (!language.equals(Look.ALL) && !ours.languages().contains(language)) {
        requireComplete(language, texts.keySet(), words.getOrDefault(Look.ALL, Map.of()).keySet());
      }
    });
    return words;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          Look.TEXTS
              + " is not JSON, or has a field twice"
              + Optional.ofNullable(e.getLocation())
                  .map(at -> ", at line " + at.getLineNr() + ", column " + at.getColumnNr())
                  .orElse(""));
    }
  }

  private Map<String, String> texts(String language, JsonNode texts) {
    require(
        language.equals(Look.ALL) || LANGUAGE.matcher(language).matches(),
        Look.TEXTS + " has a field that is neither * nor a language such as en or zh-Hans");
    String who = Look.TEXTS + ": " + language;
    require(texts.isObject(), who + " must be an object of texts");
    Map<String, String> words = new LinkedHashMap<>();
    texts
        .properties()
        .forEach(text -> {
          requireGood(who, text.getKey(), text.getValue());
          words.put(text.getKey(), text.getValue().stringValue());
        });
    return words;
  }

  private void requireGood(String who, String name, JsonNode value) {
    Optional<String> english = Optional.ofNullable(ours.english().get(name));
    require(english.isPresent(), who + " has a text that no page shows: " + shortened(name));
    require(
        value.isString()
            && !value.stringValue().isBlank()
            && value.stringValue().length() <= MOST_CHARACTERS
            && value.stringValue().chars().noneMatch(Character::isISOControl),
        who
            + ": "
            + name
            + " must be a text of 1 to "
            + MOST_CHARACTERS
            + " characters on one line");
    String text = value.stringValue();
    require(
        !name.equals(DIRECTION) || DIRECTIONS.contains(text),
        who + ": " + name + " must be ltr or rtl");
    Set<String> gaps = gaps(text);
    gaps.removeAll(gaps(english.orElseThrow()));
    require(gaps.isEmpty(), who + ": " + name + " has a gap that nothing fills: " + some(gaps));
  }

  private static Set<String> gaps(String text) {
    return GAP.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void requireComplete(String language, Set<String> texts, Set<String> ofAll) {
    Set<String> missing = new TreeSet<>(ours.english().keySet());
    missing.removeAll(texts);
    missing.removeAll(ofAll);
    require(
        missing.isEmpty(),
        "%s: %s is not one of our languages, so it needs all texts, and it has no %s"
            .formatted(Look.TEXTS, language, some(missing)));
  }

  private static String some(Set<String> names) {
    List<String> first = names.stream().limit(MOST_NAMED).map(LookReader::shortened).toList();
    int more = names.size() - first.size();
    return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "...";
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
