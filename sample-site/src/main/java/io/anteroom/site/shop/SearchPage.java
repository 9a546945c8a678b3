package io.anteroom.site.shop;

import io.anteroom.site.page.Notice;
import io.anteroom.site.page.ShopPage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Where somebody whose turn it is chooses seats. */
public final class SearchPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final ShopPage PAGE = ShopPage.of("search.html");
  private static final ShopPage WITH_PROBLEM =
      PAGE.with("problem", "<p class=\"problem\" role=\"alert\">{{problem}}</p>");

  private static final Notice SOLD_OUT =
      new Notice(
          "The evening is sold out",
          "Every seat has found somebody. Thank you for having waited, and for your interest.",
          "/",
          "To the front page");

  private final transient BoxOffice office;
  private final transient InstantSource clock;

  /** Shows the seats of that office. */
  public SearchPage(BoxOffice office, InstantSource clock) {
    this.office = office;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Turn turn = Turn.of(request);
    Optional<Order> bought = office.orderOf(turn.visitor());
    if (bought.isPresent()) {
      ThanksPage.sendTo(bought.get(), response);
    } else if (office.left() == 0) {
      SOLD_OUT.send(response, HttpServletResponse.SC_OK);
    } else {
      send(turn, Choice.in(request), Optional.empty(), response);
    }
  }

  /** Shows the seats, and why those that were chosen can't be bought. */
  void sendAgain(Turn turn, Choice choice, String problem, HttpServletResponse response)
      throws IOException {
    send(turn, choice, Optional.of(problem), response);
  }

  private void send(
      Turn turn, Choice choice, Optional<String> problem, HttpServletResponse response)
      throws IOException {
    ShopPage page = problem.isPresent() ? WITH_PROBLEM : PAGE;
    page.with("rows", new SeatMap(office.taken(), choice.seats()).html())
        .send(
            response,
            Map.of(
                "title", "Choose your seats",
                "problem", problem.orElse(""),
                "most", String.valueOf(BoxOffice.MOST_SEATS),
                "price", Words.price(1),
                "left", Words.about(Duration.between(clock.instant(), turn.endsAt()))));
  }
}
