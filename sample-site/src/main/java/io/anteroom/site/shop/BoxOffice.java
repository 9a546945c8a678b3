package io.anteroom.site.shop;

import io.anteroom.domain.ticket.RequestId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sells the seats of the evening: each once, and once to each turn, so that a form that is sent
 * twice buys once. What it has sold it remembers as long as it runs; there can't be more orders
 * than seats. Safe for use by many threads.
 */
public final class BoxOffice {

  /** As many as one turn may buy. */
  static final int MOST_SEATS = 6;

  /** In whole euros, for any seat. */
  static final int PRICE = 24;

  private final SortedSet<Seat> taken = new TreeSet<>(Hall.subscribed());
  private final Map<RequestId, Order> byBuyer = new HashMap<>();
  private final Map<String, Order> byCode = new HashMap<>();

  /** What came of trying to buy. */
  sealed interface Outcome {

    /** The seats are theirs. */
    record Bought(Order order) implements Outcome {}

    /** This turn has bought before, and buys nothing more. */
    record BoughtBefore(Order order) implements Outcome {}

    /** Some are somebody else's by now, so none was bought. */
    record TooLate(SortedSet<Seat> taken) implements Outcome {}
  }

  /** Sells all of these seats, or none of them. */
  synchronized Outcome buy(RequestId buyer, SortedSet<Seat> seats) {
    Order before = byBuyer.get(buyer);
    if (before != null) {
      return new Outcome.BoughtBefore(before);
    }
    SortedSet<Seat> gone = new TreeSet<>(seats);
    gone.retainAll(taken);
    if (!gone.isEmpty()) {
      return new Outcome.TooLate(gone);
    }
    Order order = new Order(OrderCode.next(), buyer, new TreeSet<>(seats));
    taken.addAll(seats);
    byBuyer.put(buyer, order);
    byCode.put(order.code(), order);
    return new Outcome.Bought(order);
  }

  /** What that turn has bought. */
  synchronized Optional<Order> orderOf(RequestId buyer) {
    return Optional.ofNullable(byBuyer.get(buyer));
  }

  /** The order of that code. */
  synchronized Optional<Order> order(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The seats that can't be bought, at this moment. */
  synchronized SortedSet<Seat> taken() {
    return new TreeSet<>(taken);
  }

  /** How many can. */
  int left() {
    return Hall.all().size() - taken().size();
  }
}
