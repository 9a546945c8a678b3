package io.anteroom.site.door;

import io.anteroom.site.page.Notice;
import io.anteroom.tokens.servlet.OwnPath;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Stands outside of the filter of {@code tokens}, which speaks by status alone, and says the same
 * to people in words.
 */
public final class DoorInWords implements Filter {

  private static final Set<String> WHERE_PEOPLE_WAIT = Set.of(WaitingRoom.PATH, PlainLine.PATH);

  private final TurnCookie turns;

  /** Knows whether a browser keeps such cookies. */
  public DoorInWords(TurnCookie turns) {
    this.turns = turns;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer
        && !answer.isCommitted()
        && isForAPerson(asked)) {
      translate(asked, answer);
    }
  }

  private static boolean isForAPerson(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  private void translate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String back = Onward.through(WaitingRoom.PATH, OwnPath.of(request));
    switch (response.getStatus()) {
      case HttpServletResponse.SC_UNAUTHORIZED ->
          tooLate(back).send(response, response.getStatus());
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE ->
          nobodyCanTell(OwnPath.of(request)).send(response, response.getStatus());
      case HttpServletResponse.SC_FOUND -> {
        if (comesFromTheLine(request) && !turns.isIn(request)) {
          response.setHeader("Location", null);
          noTurn(back).send(response, HttpServletResponse.SC_FORBIDDEN);
        }
      }
      default -> {
        // The shop has answered.
      }
    }
  }

  /** A form that was sent when the turn was over. Its address keeps what was chosen. */
  private static Notice tooLate(String back) {
    return new Notice(
        "Your turn is over",
        "The time to check out has run out, so nothing was bought just now. Your choice is"
            + " remembered, but others may take the seats meanwhile: get another place in the line to"
            + " go on with it.",
        back,
        "Back to the line");
  }

  private static Notice nobodyCanTell(String again) {
    return new Notice(
        "One moment, please",
        "We can't check at the moment whose turn it is. Your turn and your choice are not lost."
            + " Please try again in a few seconds.",
        again,
        "Try again");
  }

  /** Whoever had a turn a moment ago, and has none now. */
  private static Notice noTurn(String back) {
    return new Notice(
        "Your browser did not bring your turn along",
        "Your turn is kept in a cookie. Please allow cookies for this shop, and go on from the line"
            + " once more; your place is still there. If it was long ago that you had your turn, it"
            + " is over.",
        back,
        "Back to the line");
  }

  private static boolean comesFromTheLine(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Referer"))
        .map(DoorInWords::path)
        .filter(WHERE_PEOPLE_WAIT::contains)
        .isPresent();
  }

  private static String path(String address) {
    try {
      return String.valueOf(URI.create(address).getPath());
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
