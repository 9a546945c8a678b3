package io.anteroom.site.shop;

import io.anteroom.site.page.ShopPage;
import io.anteroom.site.shop.BoxOffice.Outcome.Bought;
import io.anteroom.site.shop.BoxOffice.Outcome.BoughtBefore;
import io.anteroom.site.shop.BoxOffice.Outcome.TooLate;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where somebody looks at what they have chosen, and buys it. */
public final class CheckoutPage extends HttpServlet {

  /** Where it is. */
  public static final String PATH = "/checkout";

  private static final long serialVersionUID = 1L;

  private static final ShopPage PAGE = ShopPage.of("checkout.html");

  private final transient BoxOffice office;
  private final transient SearchPage search;
  private final transient Departures departures;
  private final transient InstantSource clock;

  /**
   * Sells seats of that office.
   *
   * @param search sees to choices that can't be bought
   * @param departures hears of everybody who has bought
   */
  public CheckoutPage(
      BoxOffice office, SearchPage search, Departures departures, InstantSource clock) {
    this.office = office;
    this.search = search;
    this.departures = departures;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Turn turn = Turn.of(request);
    Choice choice = Choice.in(request);
    Optional<Order> bought = office.orderOf(turn.visitor());
    if (bought.isPresent()) {
      ThanksPage.sendTo(bought.get(), response);
      return;
    }
    SortedSet<Seat> gone = new TreeSet<>(choice.seats());
    gone.retainAll(office.taken());
    Optional<String> problem = choice.flaw().or(() -> tooLate(gone));
    if (problem.isPresent()) {
      search.sendAgain(turn, choice, problem.get(), response);
    } else {
      show(turn, choice, response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Turn turn = Turn.of(request);
    Choice choice = Choice.in(request);
    Optional<String> flaw = choice.flaw();
    if (flaw.isPresent()) {
      search.sendAgain(turn, choice, flaw.get(), response);
      return;
    }
    switch (office.buy(turn.visitor(), choice.seats())) {
      case Bought(Order order) -> {
        departures.hasBought(turn.visitor(), turn.endsAt(), response);
        ThanksPage.sendTo(order, response);
      }
      case BoughtBefore(Order order) -> ThanksPage.sendTo(order, response);
      case TooLate(SortedSet<Seat> gone) ->
          search.sendAgain(turn, choice, tooLate(gone).orElseThrow(), response);
    }
  }

  private static Optional<String> tooLate(SortedSet<Seat> gone) {
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Somebody was faster: %s %s sold. Please choose again."
                .formatted(Words.list(gone), gone.size() == 1 ? "is" : "are"));
  }

  private void show(Turn turn, Choice choice, HttpServletResponse response) throws IOException {
    int count = choice.seats().size();
    PAGE.send(
        response,
        Map.of(
            "title", "Check out",
            "seats", Words.list(choice.seats()),
            "tickets", Words.tickets(count),
            "each", Words.price(1),
            "price", Words.price(count),
            "here", choice.at(PATH),
            "back", choice.at("/search"),
            "left", Words.about(Duration.between(clock.instant(), turn.endsAt()))));
  }
}
