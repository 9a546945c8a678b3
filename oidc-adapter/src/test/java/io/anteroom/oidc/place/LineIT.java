package io.anteroom.oidc.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Refusal;
import io.anteroom.oidc.RoomStub;
import io.anteroom.waitingpage.Sight;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** A look at a place, which pages can do without, at a real origin in front of a stub. */
class LineIT {

  private static final EventId SAMPLE = new EventId("Sample");

  private final RoomStub room = new RoomStub();
  private final RequestId place = RequestId.parse(room.served("Sample"));
  private Line line = looking(Duration.ofSeconds(10));

  private Line looking(Duration limit) {
    return new Line(room.publicOrigin(), Optional.of(RoomStub.ORIGIN_KEY), limit);
  }

  @AfterEach
  void close() {
    line.close();
    room.close();
  }

  @Test
  void looksHowAPlaceStands() {
    Optional<Sight> sight = line.look(SAMPLE, place);

    assertThat(sight.flatMap(Sight::ahead)).contains(1_042L);
  }

  @Test
  void goesOnLookingWhereOneIsNotKnown() {
    EventId other = new EventId("Other");
    assertThat(line.look(other, place)).isEmpty();

    assertThat(line.look(SAMPLE, place)).isPresent();
  }

  @Test
  void keepsNobodyWaitingForALook() {
    line.close();
    line = looking(Duration.ofMillis(100));
    room.answerLooks(Mono::never);

    assertThat(line.look(SAMPLE, place)).isEmpty();
    room.answerLooks(Mono::empty);
    assertThat(line.look(SAMPLE, place)).as("others are not kept waiting either").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void leavesALineAloneForAWhileThatDoesNotAnswer(Mono<Answer> trouble) {
    room.answerLooks(() -> trouble);

    assertThat(line.look(SAMPLE, place)).isEmpty();
    room.answerLooks(Mono::empty);
    assertThat(line.look(SAMPLE, place)).isEmpty();

    assertThat(room.looks()).isEqualTo(1);
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        arguments(Mono.error(new Refusal.Unavailable("not now", Duration.ofSeconds(9)))),
        arguments(Mono.just(Answer.of(403, Map.of("error", "no key")))));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void seesNothingInWhatSaysNothing(Mono<Answer> nonsense) {
    room.answerLooks(() -> nonsense);

    assertThat(line.look(SAMPLE, place)).isEmpty();
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        arguments(Mono.just(Answer.ok(Map.of("state", "flying")))),
        arguments(Mono.just(Answer.okJson("x".repeat(9_000).getBytes(UTF_8)))));
  }
}
