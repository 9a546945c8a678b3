package io.anteroom.site.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.pagefiles.PageTemplate;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** A page of the shop: a part of its own, within what all of them have around it. */
public final class ShopPage {

  private static final String AROUND = read("around.html");

  private final PageTemplate template;

  private ShopPage(PageTemplate template) {
    this.template = template;
  }

  /** The page whose own part lies in a file beside this class. */
  public static ShopPage of(String file) {
    return new ShopPage(
        PageTemplate.beside(ShopPage.class, file)
            .with(part -> AROUND.replace("<!-- main -->", part)));
  }

  /**
   * The same with something in the place of a comment.
   *
   * @param html as it is: nothing in it may come from a visitor
   */
  public ShopPage with(String comment, String html) {
    return new ShopPage(template.with(page -> page.replace("<!-- " + comment + " -->", html)));
  }

  /**
   * Answers with the page.
   *
   * @param values for its gaps, {@code title} among them; any text
   */
  public void send(HttpServletResponse response, Map<String, String> values) throws IOException {
    Html.send(template.fill(values), response);
  }

  private static String read(String file) {
    try (InputStream in = ShopPage.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
