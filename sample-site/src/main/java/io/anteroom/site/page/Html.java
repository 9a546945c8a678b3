package io.anteroom.site.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends a page that is there already. */
public final class Html {

  private Html() {}

  /** Answers with HTML in UTF-8. */
  public static void send(byte[] page, HttpServletResponse response) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }
}
