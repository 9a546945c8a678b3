package io.anteroom.site.door;

import io.anteroom.site.page.Html;
import io.anteroom.waitingpage.PageOfSite;
import io.anteroom.waitingpage.WaitingPage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The page on which people wait. It does the rest in the browser: joins, asks how the line moves,
 * and comes to the {@link Entrance} with a token.
 */
public final class WaitingRoom extends HttpServlet {

  /** Where it is. */
  public static final String PATH = "/waiting_room";

  private static final long serialVersionUID = 1L;

  private final transient Room room;
  private final transient TurnCookie turns;

  /** A page before that room. */
  public WaitingRoom(Room room, TurnCookie turns) {
    this.room = room;
    this.turns = turns;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // One that is good may be in use in another tab at this moment.
    if (turns.isStaleIn(request)) {
      turns.forget(response);
    }
    String plain = Onward.through(PlainLine.PATH, Onward.in(request));
    byte[] page =
        room.pages()
            .standingAlone(
                new PageOfSite(
                    room.api(), room.event(), "/enter", Onward.SEARCH, Optional.of(plain)));
    response.setHeader("Content-Security-Policy", WaitingPage.policy(room.api()));
    Html.send(page, response);
  }
}
