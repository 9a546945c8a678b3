package io.anteroom.waitingpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that people see while they wait, and the files that it loads. */
public final class WaitingPage {

  private static final Map<String, PageFile> FILES =
      Stream.of("waiting.css", "waiting.js")
          .collect(Collectors.toUnmodifiableMap(Function.identity(), PageFile::read));

  private static final String TEMPLATE = new String(PageFile.bytesOf("waiting.html"), UTF_8);

  private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)}}");

  private WaitingPage() {}

  /** The files by their names; the page looks for them in {@code waiting_page/} beside itself. */
  public static Map<String, PageFile> files() {
    return FILES;
  }

  /** The page of one place: HTML in UTF-8, to be kept by nobody. */
  public static byte[] page(PlaceOnPage place) {
    Map<String, String> values = new TreeMap<>();
    values.put("api", place.api().toString());
    values.put("event", place.eventId());
    values.put("request", place.requestId().orElse(""));
    values.put("here", place.here());
    values.put("anew", place.anew());
    // In one pass: a value that looks like a gap stays what it is.
    return GAP.matcher(TEMPLATE)
        .replaceAll(gap -> Matcher.quoteReplacement(escape(values.getOrDefault(gap.group(1), ""))))
        .getBytes(UTF_8);
  }

  private static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
