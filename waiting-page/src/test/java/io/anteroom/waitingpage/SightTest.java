package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.waitingpage.Sight.RoomState;
import io.anteroom.waitingpage.Sight.State;
import io.anteroom.waitingpage.Sight.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SightTest {

  @Test
  void isWhatTheLineSays() {
    Status status = Status.waiting(1_042).estimated(290, 470).room("paused");

    assertThat(Sight.read(status.json()))
        .contains(
            new Sight(
                State.WAITING,
                RoomState.PAUSED,
                Optional.of(1_234L),
                191,
                Optional.of(1_042L),
                Optional.of(new Wait(290, 470)),
                Optional.empty(),
                Duration.ofSeconds(5)));
  }

  static Stream<Status> each() {
    return Stream.of(
        Status.numbering(),
        Status.waiting(0),
        Status.waiting(5).estimated(0, 9).room("closed"),
        Status.served(842),
        Status.expired());
  }

  @ParameterizedTest
  @MethodSource("each")
  void goesToTheScriptsAsItCame(Status status) {
    Optional<Sight> sight = Sight.read(status.json());

    assertThat(Sight.read(sight.orElseThrow().json())).isEqualTo(sight);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "waiting"              | "flying"
          "waiting"              | 1
          "open"                 | null
          "ahead":5              | "ahead":null
          "serving_counter":191  | "serving_counter":"many"
          "serving_counter":191  | "serving":191
          "next_poll_ms":5000    | "next":1
          }                      | ,
          """)
  void isNothingWhereSomethingElseIsSaid(String part, String instead) {
    String body = Status.waiting(5).json();
    assertThat(Sight.read(body)).isPresent();

    assertThat(Sight.read(body.replace(part, instead))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "<html>", "{\"error\": \"no\"}"})
  void isNothingWhereNothingIsSaid(String body) {
    assertThat(Sight.read(body)).isEmpty();
  }
}
