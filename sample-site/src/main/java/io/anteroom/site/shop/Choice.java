package io.anteroom.site.shop;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The seats that somebody asks for, in the query of the address: there they outlast the turn, since
 * whoever is sent back to the waiting room comes back to the same address.
 */
record Choice(SortedSet<Seat> seats) {

  private static final String PARAMETER = "seat";

  private static final Map<String, Seat> BY_NAME =
      Hall.all().stream()
          .collect(Collectors.toUnmodifiableMap(Seat::toString, Function.identity()));

  /** What a request names; what is no seat of ours is passed over. */
  static Choice in(HttpServletRequest request) {
    String[] names = request.getParameterValues(PARAMETER);
    return new Choice(
        Arrays.stream(names == null ? new String[0] : names)
            .filter(BY_NAME::containsKey)
            .map(BY_NAME::get)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Why it can't be bought, whoever asks for it. */
  Optional<String> flaw() {
    if (seats.isEmpty()) {
      return Optional.of("Please choose at least one seat.");
    }
    return seats.size() > BoxOffice.MOST_SEATS
        ? Optional.of("Please choose no more than " + BoxOffice.MOST_SEATS + " seats.")
        : Optional.empty();
  }

  /** The address of a page about the same seats. */
  String at(String path) {
    return path
        + seats.stream()
            .map(seat -> PARAMETER + "=" + seat)
            .collect(Collectors.joining("&", "?", ""));
  }
}
