package io.anteroom.site.shop;

import java.util.Comparator;

/**
 * A seat in the hall.
 *
 * @param row a letter
 * @param number within the row, from 1
 */
record Seat(char row, int number) implements Comparable<Seat> {

  private static final Comparator<Seat> FROM_THE_STAGE =
      Comparator.comparingInt(Seat::row).thenComparingInt(Seat::number);

  @Override
  public int compareTo(Seat other) {
    return FROM_THE_STAGE.compare(this, other);
  }

  /** As on a ticket, such as {@code C7}. */
  @Override
  public String toString() {
    return "" + row + number;
  }
}
