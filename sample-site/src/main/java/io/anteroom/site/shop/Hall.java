package io.anteroom.site.shop;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The hall, from the stage to the back. */
final class Hall {

  /** A row in a line, a seat in a letter: {@code #} is a subscriber's, {@code .} is for sale. */
  private static final List<String> PLAN =
      List.of(
          "###....###",
          "##......##",
          "..........",
          "....##....",
          "...####...",
          "..........",
          ".##....##.",
          "..........");

  private static final SortedSet<Seat> ALL = seats("#.");
  private static final SortedSet<Seat> SUBSCRIBED = seats("#");

  private Hall() {}

  /** How many rows there are; the first is row A. */
  static int rows() {
    return PLAN.size();
  }

  /** The seats of a row, counted from 0. */
  static Stream<Seat> row(int row) {
    return IntStream.rangeClosed(1, PLAN.get(row).length())
        .mapToObj(number -> new Seat((char) ('A' + row), number));
  }

  /** Every seat that there is. */
  static SortedSet<Seat> all() {
    return ALL;
  }

  /** Those that nobody can buy. */
  static SortedSet<Seat> subscribed() {
    return SUBSCRIBED;
  }

  private static SortedSet<Seat> seats(String kinds) {
    return IntStream.range(0, PLAN.size())
        .boxed()
        .flatMap(Hall::row)
        .filter(seat -> kinds.indexOf(PLAN.get(seat.row() - 'A').charAt(seat.number() - 1)) >= 0)
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }
}
