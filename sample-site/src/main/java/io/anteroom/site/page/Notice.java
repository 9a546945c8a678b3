package io.anteroom.site.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * A page that says one thing, and shows one way on.
 *
 * @param title what has happened
 * @param words what that means, and what is not lost
 * @param link where to go on
 * @param action what that does, for the button
 */
public record Notice(String title, String words, String link, String action) {

  private static final ShopPage PAGE = ShopPage.of("notice.html");

  /** Answers with it. */
  public void send(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    PAGE.send(response, Map.of("title", title, "words", words, "link", link, "action", action));
  }
}
