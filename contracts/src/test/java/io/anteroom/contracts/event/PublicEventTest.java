package io.anteroom.contracts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every public form against a golden file: others have programs that read it. */
class PublicEventTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final Instant AT = Instant.ofEpochMilli(1_763_621_000_123L);
  private static final Instant SECOND = Instant.ofEpochSecond(1_763_621_000L);
  private static final Place PLACE = new Place(3, 1L << 40);
  private static final RequestId REQUEST = new RequestId(0x0123456789abcdefL, 0xfedcba9876543210L);
  private static final ServingCounter HIGHEST = new ServingCounter(Long.MAX_VALUE);
  private static final TokenClaims CLAIMS =
      new TokenClaims(
          ROOM,
          REQUEST,
          new QueueNumber(Long.MAX_VALUE),
          SECOND,
          SECOND.plusSeconds(1800),
          new Issuer("https://queue.example"),
          new KeyId("key-1"),
          new TokenId("token-1"));

  static Stream<Arguments> goldenEvents() {
    return Stream.of(
        golden("token_generated.v1", new RoomEvent.TokenGenerated(PLACE, CLAIMS)),
        golden(
            "session_updated.v1",
            new RoomEvent.SessionUpdated(PLACE, REQUEST, SessionStatus.ABANDONED)),
        golden(
            "session_updated_completed.v1",
            new RoomEvent.SessionUpdated(PLACE, REQUEST, SessionStatus.COMPLETED)),
        golden(
            "serving_counter_moved.v1",
            new RoomEvent.ServingCounterMoved(ServingCounter.ZERO, HIGHEST, Cause.ADMIN)),
        golden(
            "serving_counter_moved_back.v1",
            new RoomEvent.ServingCounterMoved(HIGHEST, ServingCounter.ZERO, Cause.ADMIN)),
        golden(
            "serving_counter_moved_by_inlet.v1",
            new RoomEvent.ServingCounterMoved(ServingCounter.ZERO, HIGHEST, Cause.INLET)),
        golden(
            "automatic_serving_counter_incr.v1",
            new RoomEvent.ServingCounterMoved(ServingCounter.ZERO, HIGHEST, Cause.EXPIRY)),
        golden(
            "waiting_room_metrics.v1",
            new RoomEvent.MetricsReported(
                new RoomMetrics(1, 2, 3, new ServingCounter(4), 5, 6, 7, 8))));
  }

  private static Arguments golden(String name, RoomEvent event) {
    return Arguments.of(name, event);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldenEvents")
  void tellsWhatTheGoldenFileHolds(String name, RoomEvent event) throws IOException {
    PublicEvent told = tell(event).orElseThrow();
    assertThat(told.detail()).isEqualTo(golden(name));
    assertThat(name).startsWith(told.type().toString());
  }

  @Test
  void givesEachEventAnIdOfItsOwn() {
    PublicEvent told = tell(new RoomEvent.TokenGenerated(PLACE, CLAIMS)).orElseThrow();
    assertThat(told.id()).isEqualTo("Sample/12");
    assertThat(told.decidedAt()).isEqualTo(AT);
  }

  @Test
  void putsTheTokenAndTheSessionOfARequestUnderOneSubject() {
    PublicEvent token = tell(new RoomEvent.TokenGenerated(PLACE, CLAIMS)).orElseThrow();
    PublicEvent session =
        tell(new RoomEvent.SessionUpdated(PLACE, REQUEST, SessionStatus.COMPLETED)).orElseThrow();
    PublicEvent serving =
        tell(new RoomEvent.ServingCounterMoved(ServingCounter.ZERO, HIGHEST, Cause.ADMIN))
            .orElseThrow();
    assertThat(token.subject()).isEqualTo(session.subject()).isNotEqualTo(serving.subject());
  }

  static Stream<RoomEvent> innerEvents() {
    return Stream.of(
        new RoomEvent.SpanNumbered(
            new NumberedSpan(new OffsetRange(3, 5, 9), new QueueNumber(9), AT)),
        new RoomEvent.RoomReset(PartitionOffsets.ZERO),
        new RoomEvent.PositionsExpired(3, PartitionOffsets.ZERO),
        new RoomEvent.RoomRetired());
  }

  @ParameterizedTest
  @MethodSource("innerEvents")
  void keepsToItselfWhatNobodyElseNeeds(RoomEvent event) {
    assertThat(tell(event)).isEmpty();
  }

  static Stream<Arguments> topics() {
    return Stream.of(
        Arguments.of(DetailType.TOKEN_GENERATED, "a.tokens"),
        Arguments.of(DetailType.SESSION_UPDATED, "a.sessions"),
        Arguments.of(DetailType.SERVING_COUNTER_MOVED, "a.serving"),
        Arguments.of(DetailType.AUTOMATIC_SERVING_COUNTER_INCR, "a.serving"),
        Arguments.of(DetailType.WAITING_ROOM_METRICS, "a.metrics"));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void knowsTheTopicOfEachKind(DetailType type, String topic) {
    assertThat(type.topic().in(new Topics("a."))).isEqualTo(topic);
  }

  private static Optional<PublicEvent> tell(RoomEvent event) {
    return PublicEvent.of(new RecordedEvent(ROOM, new Generation(2), new Sequence(12), AT, event));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        PublicEventTest.class.getResourceAsStream("/golden/public/" + name + ".json")) {
      assertThat(in).as("golden file of " + name).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
