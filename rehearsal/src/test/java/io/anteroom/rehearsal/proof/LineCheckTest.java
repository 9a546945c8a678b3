package io.anteroom.rehearsal.proof;

import static io.anteroom.rehearsal.proof.Check.EVERY_VISITOR_CAME_THROUGH;
import static io.anteroom.rehearsal.proof.Check.NUMBERS_DENSE;
import static io.anteroom.rehearsal.proof.Check.NUMBERS_UNIQUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineCheckTest {

  private static final Circumstances ALONE = new Circumstances(false, Ending.COMPLETE, false, 0);
  private static final Circumstances SHARED = new Circumstances(true, Ending.COMPLETE, false, 0);
  private static final Circumstances STOPPED = new Circumstances(false, Ending.STOPPED, false, 0);
  private static final Circumstances STUCK = new Circumstances(false, Ending.STUCK, false, 0);
  private static final Circumstances FRESH = new Circumstances(false, Ending.COMPLETE, true, 0);
  private static final Circumstances ONE_UNCLEAR =
      new Circumstances(false, Ending.COMPLETE, false, 1);

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("the whole line", ALONE, line(1, 2, 3, 4), List.of()),
        Arguments.of("a line in another order", ALONE, line(1, 4, 2, 3), List.of()),
        Arguments.of("a room with a history", ALONE, line(701, 703, 702), List.of()),
        Arguments.of("one number twice", SHARED, line(1, 2, 2), List.of(NUMBERS_UNIQUE)),
        Arguments.of("a number below the first", ALONE, line(2, 1, 3), List.of(NUMBERS_DENSE)),
        Arguments.of("a hole", ALONE, line(1, 2, 4), List.of(NUMBERS_DENSE)),
        Arguments.of("two holes", ALONE, line(1, 3, 7), List.of(NUMBERS_DENSE, NUMBERS_DENSE)),
        Arguments.of("a hole where others join", SHARED, line(1, 2, 4), List.of()),
        Arguments.of("a hole in a stopped run", STOPPED, line(1, 2, 4), List.of()),
        Arguments.of("a hole that an unclear join left", ONE_UNCLEAR, line(1, 2, 4), List.of()),
        Arguments.of(
            "more holes than unclear joins", ONE_UNCLEAR, line(1, 2, 5), List.of(NUMBERS_DENSE)),
        Arguments.of("a fresh room", FRESH, line(1, 2), List.of()),
        Arguments.of("a fresh room that begins late", FRESH, line(2, 3), List.of(NUMBERS_DENSE)),
        Arguments.of(
            "a hole that a visitor without its number explains",
            ALONE,
            with(line(1, 3), visitor(3, Optional.of("id-3"), OptionalLong.empty(), false, "lost")),
            List.of(EVERY_VISITOR_CAME_THROUGH)),
        Arguments.of(
            "the same request id for two",
            ALONE,
            with(line(1, 2), visitor(3, Optional.of("id-2"), OptionalLong.of(3), true, "")),
            List.of(NUMBERS_UNIQUE)),
        Arguments.of(
            "somebody forgotten",
            ALONE,
            with(line(1), visitor(2, Optional.of("id-2"), OptionalLong.of(2), false, "")),
            List.of(EVERY_VISITOR_CAME_THROUGH)),
        Arguments.of(
            "somebody who never joined when nothing moved any more",
            STUCK,
            with(line(1), visitor(2, Optional.empty(), OptionalLong.empty(), false, "")),
            List.of(EVERY_VISITOR_CAME_THROUGH)),
        Arguments.of(
            "somebody who had not joined when the run was stopped",
            STOPPED,
            with(line(1), visitor(2, Optional.empty(), OptionalLong.empty(), false, "")),
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void judgesALine(
      String name, Circumstances circumstances, List<Sighting> line, List<Check> broken) {
    assertThat(LineCheck.check(line, circumstances))
        .extracting(Breach::check)
        .containsExactlyElementsOf(broken);
  }

  @Test
  void namesTheOffenderWithAShortenedRequestId() {
    Sighting lost =
        visitor(
            7,
            Optional.of("01234567-89ab-4def-8123-456789abcdef"),
            OptionalLong.empty(),
            false,
            "queue_num answered 404");

    assertThat(LineCheck.check(List.of(lost), ALONE))
        .extracting(Breach::offender)
        .containsExactly("visitor 7 (01234567...): queue_num answered 404");
  }

  @Test
  void namesTheMissingNumbers() {
    assertThat(LineCheck.check(line(10, 14), ALONE))
        .extracting(Breach::offender)
        .containsExactly("nobody has the numbers 11 to 13");
  }

  private static List<Sighting> line(long... numbers) {
    List<Sighting> line = new ArrayList<>();
    for (long number : numbers) {
      int visitor = line.size() + 1;
      line.add(visitor(visitor, Optional.of("id-" + visitor), OptionalLong.of(number), true, ""));
    }
    return line;
  }

  private static List<Sighting> with(List<Sighting> line, Sighting another) {
    List<Sighting> all = new ArrayList<>(line);
    all.add(another);
    return all;
  }

  private static Sighting visitor(
      int visitor,
      Optional<String> requestId,
      OptionalLong number,
      boolean admitted,
      String failure) {
    return new Sighting(
        visitor, requestId, number, admitted, Optional.of(failure).filter(why -> !why.isEmpty()));
  }
}
