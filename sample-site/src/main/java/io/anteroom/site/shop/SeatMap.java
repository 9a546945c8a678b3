package io.anteroom.site.shop;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The hall as HTML, a row to a group and a seat to a check box, so that it needs no script and can
 * be used from the keyboard and heard.
 *
 * @param taken can't be chosen
 * @param chosen are checked
 */
record SeatMap(Set<Seat> taken, Set<Seat> chosen) {

  String html() {
    return IntStream.range(0, Hall.rows()).mapToObj(this::row).collect(Collectors.joining());
  }

  private String row(int row) {
    return """
    <fieldset class="row">
      <legend><span class="heard-only">Row </span>%c</legend>
    %s</fieldset>
    """
        .formatted('A' + row, Hall.row(row).map(this::seat).collect(Collectors.joining()));
  }

  private String seat(Seat seat) {
    return """
      <label class="seat"><input type="checkbox" name="seat" value="%s"%s><span>\
    <span class="heard-only">Seat </span>%d%s</span></label>
    """
        .formatted(seat, state(seat), seat.number(), taken.contains(seat) ? TAKEN : "");
  }

  private static final String TAKEN = "<span class=\"heard-only\">, taken</span>";

  private String state(Seat seat) {
    if (taken.contains(seat)) {
      return " disabled";
    }
    return chosen.contains(seat) ? " checked" : "";
  }
}
