package io.anteroom.site.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says in words what went wrong where no page has done so, and nothing of how we are made. */
public final class Trouble extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final int SERVER_ERROR = 500;

  private static final Notice OURS =
      new Notice(
          "Something went wrong here",
          "That is our fault, not yours. If you have bought nothing yet, nothing was bought.",
          "/",
          "To the front page");

  private static final Notice NOT_SO =
      new Notice(
          "This does not work here",
          "Your browser asked for something that this page can't do.",
          "/",
          "To the front page");

  private static final Notice UNKNOWN =
      new Notice(
          "There is no such page",
          "The address may have a typing mistake, or the page may have moved.",
          "/",
          "To the front page");

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    notice(status).send(response, status);
  }

  private static Notice notice(int status) {
    if (status >= SERVER_ERROR) {
      return OURS;
    }
    return status == HttpServletResponse.SC_NOT_FOUND ? UNKNOWN : NOT_SO;
  }
}
