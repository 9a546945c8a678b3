package io.anteroom.pagefiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with gaps for values: {@code {{name}}}, in text or in a quoted attribute. What is filled
 * in stays text, whatever it holds.
 */
public final class PageTemplate {

  private static final Pattern GAP = Pattern.compile("\\{\\{([\\w.-]+)}}");

  private final String html;

  private PageTemplate(String html) {
    this.html = html;
  }

  /**
   * Reads one that lies beside a class.
   *
   * @throws NullPointerException if it is not there
   */
  public static PageTemplate beside(Class<?> type, String name) {
    return new PageTemplate(new String(PageFile.bytesBeside(type, name), UTF_8));
  }

  /** The same with another text, as for one that leaves parts out. */
  public PageTemplate with(UnaryOperator<String> change) {
    return new PageTemplate(change.apply(html));
  }

  /**
   * The page, in UTF-8. All gaps are filled in one pass: a value that looks like a gap stays what
   * it is.
   *
   * @throws NullPointerException if there is no value for a gap
   */
  public byte[] fill(Map<String, String> values) {
    return GAP.matcher(html)
        .replaceAll(gap -> Matcher.quoteReplacement(escape(valueOf(gap.group(1), values))))
        .getBytes(UTF_8);
  }

  private static String valueOf(String gap, Map<String, String> values) {
    return Objects.requireNonNull(values.get(gap), gap);
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
