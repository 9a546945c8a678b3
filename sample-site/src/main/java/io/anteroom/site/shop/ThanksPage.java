package io.anteroom.site.shop;

import io.anteroom.site.page.Notice;
import io.anteroom.site.page.ShopPage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tickets, for whoever has the code of the order; also when the turn is long over. */
public final class ThanksPage extends HttpServlet {

  /** Where it is. */
  public static final String PATH = "/thanks";

  private static final long serialVersionUID = 1L;

  private static final String CODE = "order";
  private static final ShopPage PAGE = ShopPage.of("thanks.html");

  private static final Notice UNKNOWN =
      new Notice(
          "We don't know this order",
          "The address may have a typing mistake. This sample shop also forgets its orders when it"
              + " is started again.",
          "/",
          "To the front page");

  private final transient BoxOffice office;

  /** Shows the orders of that office. */
  public ThanksPage(BoxOffice office) {
    this.office = office;
  }

  /** Sends somebody here, so that a reload buys nothing. */
  static void sendTo(Order order, HttpServletResponse response) {
    response.setHeader("Location", PATH + "?" + CODE + "=" + order.code());
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Order> order = Optional.ofNullable(request.getParameter(CODE)).flatMap(office::order);
    if (order.isPresent()) {
      show(order.get(), response);
    } else {
      UNKNOWN.send(response, HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void show(Order order, HttpServletResponse response) throws IOException {
    int count = order.seats().size();
    PAGE.with(
            "tickets", order.seats().stream().map(ThanksPage::ticket).collect(Collectors.joining()))
        .send(
            response,
            Map.of(
                "title", "Thank you",
                "code", order.code(),
                "tickets", Words.tickets(count),
                "price", Words.price(count)));
  }

  private static String ticket(Seat seat) {
    return """
    <li class="ticket"><span class="where">Row %c <span>·</span> Seat %d</span> \
    <span class="when">Saturday 19 December, 8&nbsp;pm</span></li>
    """
        .formatted(seat.row(), seat.number());
  }
}
