package io.anteroom.waitingpage;

import io.anteroom.pagefiles.PageFile;
import io.anteroom.pagefiles.PageTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages that people see while they wait, in one look, and the files that they load. All pages
 * are HTML in UTF-8, and to be kept by nobody.
 */
public final class WaitingPage {

  private static final List<String> FILES =
      List.of(
          Look.THEME,
          Look.MARK,
          "waiting.css",
          "guard.js",
          "waiting.js",
          "alone.js",
          "aloud.js",
          "attempts.js",
          "call.js",
          "claim.js",
          "going.js",
          "join.js",
          "line.js",
          "onward.js",
          "pace.js",
          "place.js",
          "screen.js",
          "texts.js",
          "view.js");

  /** What is in only some of the pages that are made of a file. */
  private static final Pattern SECTION =
      Pattern.compile("<!-- ([a-z ]+) -->(.*?)<!-- /\\1 -->", Pattern.DOTALL);

  /** An element that says the same all the time. On a page that stands alone, view.js fills it. */
  private static final Pattern FIXED = Pattern.compile("data-text=\"([\\w.-]+)\"[^>]*>");

  private static final PageTemplate SCRIPTED = template("waiting.html", "scripted");
  private static final PageTemplate PLAIN = template("waiting.html", "plain");
  private static final PageTemplate CLAIM = template("waiting.html", "claim");
  private static final PageTemplate ENDED = template("waiting.html", "ended");
  private static final PageTemplate ALONE = template("alone.html", "scripted");
  private static final PageTemplate ALONE_BESIDE_PLAIN = template("alone.html", "plain");
  private static final PageTemplate NOTICE = template("notice.html", "");
  private static final PageTemplate NOTICE_WITH_DETAIL = template("notice.html", "detailed");
  private static final PageTemplate NOTICE_THAT_GOES_ON = template("notice.html", "going");

  private final Vocabulary vocabulary;
  private final Map<String, PageFile> files;

  /** Pages that look like this. */
  public WaitingPage(Look look) {
    this.vocabulary = Vocabulary.ours().with(look.words());
    Map<String, PageFile> all = new HashMap<>(vocabulary.files());
    FILES.forEach(name -> all.put(name, PageFile.beside(WaitingPage.class, name)));
    all.putAll(look.files());
    this.files = Map.copyOf(all);
  }

  /** The files by their names; pages look for them in {@code waiting_page/} beside themselves. */
  public Map<String, PageFile> files() {
    return files;
  }

  /**
   * The page of a site that leaves the rest to the browser: it joins by itself, keeps its place,
   * and claims the token once somebody wants to go on. It is the same for everybody, and may be
   * kept by caches that ask each time; its scripts choose the language.
   */
  public byte[] standingAlone(PageOfSite site) {
    Map<String, String> values =
        new HashMap<>(vocabulary.in(Languages.accepted(Optional.empty())).all());
    values.put("policy", policyWithin(site.api()));
    values.put("api", site.api().toString());
    values.put("event", site.eventId());
    values.put("enter", site.enter());
    values.put("onward", site.onward());
    values.put("plain", site.plain().orElse(""));
    values.put("languages", String.join(" ", vocabulary.languages()));
    return (site.plain().isPresent() ? ALONE_BESIDE_PLAIN : ALONE).fill(values);
  }

  /**
   * The page of one place. Its scripts go on from what is known when it is made, and go on to the
   * place's {@code here} when the turn has come; without JavaScript it looks again by itself.
   */
  public byte[] page(PlaceOnPage place, Languages languages) {
    Showing showing = showing(place, languages);
    return (showing.isOver() ? ENDED : SCRIPTED).fill(values(place, showing.whereItGoesOn()));
  }

  /**
   * The page of one place without scripts: it looks again by itself, and once the turn has come it
   * waits for somebody who wants to go on.
   *
   * @param claim where that is said, by an empty {@code POST}: a link of the same kind as a place's
   */
  public byte[] plain(PlaceOnPage place, String claim, Languages languages) {
    OwnLink.check("claim", claim);
    Showing showing = showing(place, languages);
    Map<String, String> values = values(place, showing.whereSomebodyGoesOn());
    values.put("claim", claim);
    if (showing.isOver()) {
      return ENDED.fill(values);
    }
    return (showing.isServed() ? CLAIM : PLAIN).fill(values);
  }

  private Showing showing(PlaceOnPage place, Languages languages) {
    return new Showing(place.requestId().isPresent(), place.sight(), vocabulary.in(languages));
  }

  private static Map<String, String> values(PlaceOnPage place, Map<String, String> shown) {
    Map<String, String> values = new HashMap<>(shown);
    values.put("api", place.api().toString());
    values.put("event", place.eventId());
    values.put("request", place.requestId().orElse(""));
    values.put("here", place.here());
    values.put("anew", place.anew());
    return values;
  }

  /** A page in the same look that only says something. */
  public byte[] notice(Notice notice, Languages languages) {
    return NOTICE.fill(values(notice, languages));
  }

  /**
   * The same, with something below for those who made the site.
   *
   * @param detail in English
   */
  public byte[] notice(Notice notice, String detail, Languages languages) {
    Map<String, String> values = values(notice, languages);
    values.put("detail", detail);
    return NOTICE_WITH_DETAIL.fill(values);
  }

  /**
   * The same, where somebody shall not have to do anything.
   *
   * @param again after how long the browser goes on
   * @param here a link of the same kind as a place's
   */
  public byte[] notice(Notice notice, Duration again, String here, Languages languages) {
    Map<String, String> values = values(notice, languages);
    values.put("seconds", Long.toString(again.toSeconds()));
    values.put("here", here);
    return NOTICE_THAT_GOES_ON.fill(values);
  }

  private Map<String, String> values(Notice notice, Languages languages) {
    Words words = vocabulary.in(languages);
    Map<String, String> values = new HashMap<>();
    values.put("locale", words.locale());
    values.put("direction", words.direction());
    values.put("title", words.get(notice.title()));
    values.put("words", words.get(notice.words()));
    return values;
  }

  /**
   * What browsers may do on these pages, for the header {@code Content-Security-Policy}.
   *
   * @param api the public origin, which they ask how the line moves
   */
  public static String policy(URI api) {
    return policyWithin(api) + "; frame-ancestors 'none'";
  }

  /** As much of it as a page can say of itself; who frames it, only a header can. */
  private static String policyWithin(URI api) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        + " connect-src 'self' "
        + api.getScheme()
        + "://"
        + api.getRawAuthority()
        + "; base-uri 'none'; form-action 'none'";
  }

  /** The same for pages without scripts. */
  public static String plainPolicy() {
    return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
        + " form-action 'self'; frame-ancestors 'none'";
  }

  /** The same for {@link #files}: a picture may hold scripts, and can be opened by itself. */
  public static String filePolicy() {
    return "default-src 'none'; style-src 'unsafe-inline'; sandbox";
  }

  private static PageTemplate template(String file, String kept) {
    return PageTemplate.beside(WaitingPage.class, file)
        .with(html -> FIXED.matcher(sections(html, kept)).replaceAll("$0{{text.$1}}"));
  }

  private static String sections(String html, String kept) {
    return SECTION
        .matcher(html)
        .replaceAll(section ->
            List.of(section.group(1).split(" ", -1)).contains(kept)
                ? Matcher.quoteReplacement(section.group(2))
                : "");
  }
}
