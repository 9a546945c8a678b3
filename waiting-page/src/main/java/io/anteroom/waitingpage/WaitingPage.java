package io.anteroom.waitingpage;

import io.anteroom.pagefiles.PageFile;
import io.anteroom.pagefiles.PageTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that people see while they wait, and the files that it loads. */
public final class WaitingPage {

  /** For each there is a file of texts; what the browser's owner reads best is chosen there. */
  private static final List<String> LANGUAGES =
      List.of(
          "ar", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt",
          "ru", "tr", "uk", "zh-Hans", "zh-Hant");

  private static final Map<String, PageFile> FILES =
      Stream.concat(
              Stream.of(
                  "theme.css",
                  "mark.svg",
                  "waiting.css",
                  "guard.js",
                  "waiting.js",
                  "line.js",
                  "pace.js",
                  "going.js",
                  "texts.js",
                  "view.js"),
              LANGUAGES.stream().map(language -> "texts." + language + ".json"))
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), name -> PageFile.beside(WaitingPage.class, name)));

  /** What is in only one of the pages that are made of a file. */
  private static final Pattern SECTION =
      Pattern.compile("<!-- (waiting|over|going) -->(.*?)<!-- /\\1 -->", Pattern.DOTALL);

  private static final PageTemplate WAITING = template("waiting.html", "waiting");
  private static final PageTemplate OVER = template("waiting.html", "over");
  private static final PageTemplate NOTICE = template("notice.html", "");
  private static final PageTemplate NOTICE_THAT_GOES_ON = template("notice.html", "going");

  private WaitingPage() {}

  /** The files by their names; the page looks for them in {@code waiting_page/} beside itself. */
  public static Map<String, PageFile> files() {
    return FILES;
  }

  /** The page of one place: HTML in UTF-8, to be kept by nobody. */
  public static byte[] page(PlaceOnPage place) {
    Map<String, String> values =
        Map.of(
            "api", place.api().toString(),
            "event", place.eventId(),
            "request", place.requestId().orElse(""),
            "here", place.here(),
            "anew", place.anew(),
            "languages", String.join(" ", LANGUAGES));
    return (place.requestId().isPresent() ? WAITING : OVER).fill(values);
  }

  /**
   * A page in the same look that only says something, in English: HTML in UTF-8, to be kept by
   * nobody.
   */
  public static byte[] notice(String title, String words) {
    return NOTICE.fill(Map.of("title", title, "words", words));
  }

  /**
   * The same, where somebody shall not have to do anything.
   *
   * @param again after how long the browser goes on
   * @param here a link of the same kind as a place's
   */
  public static byte[] notice(String title, String words, Duration again, String here) {
    return NOTICE_THAT_GOES_ON.fill(
        Map.of(
            "title", title,
            "words", words,
            "seconds", Long.toString(again.toSeconds()),
            "here", here));
  }

  /**
   * What browsers may do on these pages, for the header {@code Content-Security-Policy}.
   *
   * @param api the public origin, which they ask how the line moves
   */
  public static String policy(URI api) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        + " connect-src 'self' "
        + api.getScheme()
        + "://"
        + api.getRawAuthority()
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static PageTemplate template(String file, String kept) {
    return PageTemplate.beside(WaitingPage.class, file)
        .with(html ->
            SECTION
                .matcher(html)
                .replaceAll(section ->
                    section.group(1).equals(kept)
                        ? Matcher.quoteReplacement(section.group(2))
                        : ""));
  }
}
