package io.anteroom.site.shop;

import java.time.Duration;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Numbers and lists as people say them. */
final class Words {

  private static final int MINUTES_WORTH_HOURS = 120;

  private Words() {}

  /** Such as {@code C7, C8}. */
  static String list(SortedSet<Seat> seats) {
    return seats.stream().map(Seat::toString).collect(Collectors.joining(", "));
  }

  /** Such as {@code 2 tickets}. */
  static String tickets(int count) {
    return count == 1 ? "1 ticket" : count + " tickets";
  }

  /** Such as {@code €48}. */
  static String price(int count) {
    return "€" + count * BoxOffice.PRICE;
  }

  /** Such as {@code about 12 minutes}. */
  static String about(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 1) {
      return "less than a minute";
    }
    if (minutes >= MINUTES_WORTH_HOURS) {
      return "about " + time.toHours() + " hours";
    }
    return minutes == 1 ? "about a minute" : "about " + minutes + " minutes";
  }
}
