package io.anteroom.site.door;

import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.servlet.WaitingRoomFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes the token that the waiting page hands over, and gives it back as a cookie. The filter
 * stands before it: what comes here is good.
 */
public final class Entrance extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String SCHEME = "Bearer ";

  private final transient TurnCookie turns;

  /** Gives such cookies. */
  public Entrance(TurnCookie turns) {
    this.turns = turns;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      // A cookie has let this in. It is there already.
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    TokenClaims claims = (TokenClaims) request.getAttribute(WaitingRoomFilter.CLAIMS);
    turns.keep(header.substring(SCHEME.length()), claims, response);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
