package io.anteroom.contracts.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.contracts.inlet.InletSwitch;
import io.anteroom.contracts.login.UsedCode;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.TurnAccount;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every stored form against a golden file: what the log has must stay readable for ever. */
class LogFormatTest {

  private static final EventId ROOM = new EventId("Sample");
  private static final Instant AT = Instant.ofEpochMilli(1_763_621_000_123L);
  private static final Instant SECOND = Instant.ofEpochSecond(1_763_621_000L);
  private static final Place PLACE = new Place(3, 1L << 40);
  private static final RequestId REQUEST = new RequestId(0x0123456789abcdefL, 0xfedcba9876543210L);
  private static final PartitionOffsets OFFSETS =
      new PartitionOffsets(Map.of(0, 17L, 3, Place.MAX_OFFSET));
  private static final NumberedSpan SPAN =
      new NumberedSpan(new OffsetRange(3, 5, 1L << 40), new QueueNumber(9), AT);
  private static final RoomSettings SETTINGS =
      new RoomSettings(
          new ValidityPeriod(1800),
          new Issuer("https://queue.example"),
          new PositionExpiry(true, Duration.ofMinutes(10)),
          true,
          true,
          JoinLimit.of(500),
          true,
          true);
  private static final RoomSettings FIRST_SETTINGS =
      new RoomSettings(
          new ValidityPeriod(1800),
          new Issuer("https://queue.example"),
          new PositionExpiry(false, Duration.ofMinutes(15)),
          false,
          false,
          JoinLimit.NONE,
          false,
          false);
  private static final Room STATE = state(new TurnAccount(new ServingPoint(9), 8, 4));
  private static final Room SECOND_STATE = state(TurnAccount.NONE);
  private static final ServingPoint POINT = new ServingPoint(9);
  private static final SettingsChange CHANGE =
      new SettingsChange(
          Optional.of(new ValidityPeriod(1800)),
          Optional.of(new Issuer("https://queue.example")),
          Optional.of(false),
          Optional.of(Duration.ofMinutes(10)),
          Optional.of(true),
          Optional.of(true),
          Optional.of(JoinLimit.NONE),
          Optional.of(true),
          Optional.of(true));
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

  private static Room state(TurnAccount turns) {
    return new Room(
        ROOM,
        new Sequence(12),
        AT,
        new Generation(2),
        SETTINGS,
        100,
        new ServingCounter(50),
        40,
        30,
        5,
        OFFSETS,
        OFFSETS,
        new ExpiryAccount(new ServingCounter(60), 7, 3, OFFSETS),
        turns,
        AT,
        true);
  }

  static Stream<Arguments> goldenRecords() {
    return Stream.of(
        event("span_numbered.v1", new RoomEvent.SpanNumbered(SPAN)),
        event("room_configured.v2", new RoomEvent.RoomConfigured(SETTINGS)),
        event("room_configured_plain.v2", new RoomEvent.RoomConfigured(FIRST_SETTINGS)),
        event("positions_expired.v1", new RoomEvent.PositionsExpired(7, OFFSETS)),
        event(
            "metrics_reported.v1",
            new RoomEvent.MetricsReported(
                new RoomMetrics(1, 2, 3, new ServingCounter(4), 5, 6, 7, 8))),
        event("room_retired.v1", new RoomEvent.RoomRetired()),
        event(
            "serving_counter_moved.v1",
            new RoomEvent.ServingCounterMoved(
                ServingCounter.ZERO, new ServingCounter(Long.MAX_VALUE), Cause.ADMIN)),
        event("places_handed_on.v1", new RoomEvent.PlacesHandedOn(3)),
        event("settled_places_counted.v1", new RoomEvent.SettledPlacesCounted(4)),
        event("token_generated.v1", new RoomEvent.TokenGenerated(PLACE, CLAIMS)),
        event(
            "session_updated.v1",
            new RoomEvent.SessionUpdated(PLACE, REQUEST, SessionStatus.ABANDONED)),
        event("room_reset.v1", new RoomEvent.RoomReset(OFFSETS)),
        command(
            "configure_room.v2",
            new Command.ConfigureRoom(ROOM, CHANGE, SETTINGS.issuer(), OFFSETS)),
        command(
            "configure_room_plain.v2",
            new Command.ConfigureRoom(
                ROOM, SettingsChange.NONE, SETTINGS.issuer(), PartitionOffsets.ZERO)),
        command("retire_room.v1", new Command.RetireRoom(ROOM)),
        command(
            "increment_serving_counter.v3",
            new Command.IncrementServingCounter(ROOM, 5, Cause.INLET, 3, Optional.of(POINT))),
        command(
            "increment_serving_counter_plain.v3",
            new Command.IncrementServingCounter(ROOM, Long.MIN_VALUE, Cause.ADMIN)),
        Arguments.of(
            "command/with_idempotency_key.v1",
            LogFormat.COMMAND,
            new CommandRecord(
                new CommandId("command-1"),
                Optional.of(new IdempotencyKey("key-1", "ab12")),
                new Command.RetireRoom(ROOM))),
        command(
            "issue_token.v1",
            new Command.IssueToken(
                ROOM,
                REQUEST,
                PLACE,
                new KeyId("key-1"),
                new TokenId("token-1"),
                Optional.of(new Issuer("https://other.example")),
                Optional.of(new ValidityPeriod(60)))),
        command(
            "issue_token_plain.v1",
            new Command.IssueToken(
                ROOM,
                REQUEST,
                PLACE,
                new KeyId("key-1"),
                new TokenId("token-1"),
                Optional.empty(),
                Optional.empty())),
        command(
            "update_session.v1",
            new Command.UpdateSession(ROOM, REQUEST, PLACE, SessionStatus.COMPLETED)),
        command("reset.v1", new Command.Reset(ROOM, OFFSETS)),
        reply("done.v1", new Outcome.Done()),
        reply("counter_at.v1", new Outcome.CounterAt(new ServingCounter(7))),
        reply("token_has.v1", new Outcome.TokenHas(CLAIMS)),
        reply("generation_is.v1", new Outcome.GenerationIs(new Generation(2))),
        reply("room_is.v2", new Outcome.RoomIs(STATE, true)),
        rejection("unknown_room.v1", new Rejection.UnknownRoom()),
        rejection("unknown_request.v1", new Rejection.UnknownRequest()),
        rejection("not_numbered_yet.v1", new Rejection.NotNumberedYet()),
        rejection(
            "not_served_yet.v1",
            new Rejection.NotServedYet(new QueueNumber(8), new ServingCounter(7))),
        rejection("session_closed.v1", new Rejection.SessionClosed()),
        rejection("no_token.v1", new Rejection.NoToken()),
        rejection("session_already_set.v1", new Rejection.SessionAlreadySet()),
        rejection(
            "counter_out_of_range.v1", new Rejection.CounterOutOfRange(new ServingCounter(7), -8)),
        rejection("span_already_numbered.v1", new Rejection.SpanAlreadyNumbered()),
        rejection("position_expired.v1", new Rejection.PositionExpired()),
        rejection("serving_moved.v1", new Rejection.ServingMoved(POINT)),
        rejection("room_paused.v1", new Rejection.RoomPaused()),
        rejection("still_counting.v1", new Rejection.StillCounting()),
        rejection("idempotency_key_reused.v1", new Rejection.IdempotencyKeyReused()),
        Arguments.of(
            "span/join_span.v1",
            LogFormat.JOIN_SPAN,
            new JoinSpan(ROOM, SPAN.range(), AT, AT.plusMillis(49))),
        Arguments.of("span/numbered_span.v1", LogFormat.NUMBERED_SPAN, SPAN),
        Arguments.of("state/room.v3", LogFormat.ROOM, STATE),
        Arguments.of(
            "state/reached.v1",
            LogFormat.REACHED,
            new Reached(new QueueNumber(8), new QueueNumber(Long.MAX_VALUE), AT)),
        Arguments.of(
            "state/remembered_answer.v1",
            LogFormat.REMEMBERED,
            new RememberedAnswer(
                "ab12",
                AT,
                new Sequence(12),
                new CommandReply.Rejected(new Rejection.RoomPaused()))),
        Arguments.of(
            "state/issued_token.v1",
            LogFormat.TOKEN,
            new IssuedToken(PLACE, CLAIMS, SessionStatus.ACTIVE)),
        Arguments.of("inlet/inlet_switch.v1", LogFormat.INLET_SWITCH, new InletSwitch(true)),
        Arguments.of(
            "login/used_code.v1",
            LogFormat.USED_CODE,
            new UsedCode("0f1e2d3c4b5a69788796a5b4c3d2e1f0", SECOND)));
  }

  private static Arguments event(String name, RoomEvent event) {
    return Arguments.of(
        "event/" + name,
        LogFormat.EVENT,
        new RecordedEvent(ROOM, new Generation(2), new Sequence(12), AT, event));
  }

  private static Arguments command(String name, Command command) {
    return Arguments.of(
        "command/" + name,
        LogFormat.COMMAND,
        new CommandRecord(new CommandId("command-1"), Optional.empty(), command));
  }

  private static Arguments reply(String name, Outcome outcome) {
    return answer(name, new CommandReply.Accepted(outcome));
  }

  private static Arguments rejection(String name, Rejection reason) {
    return answer(name, new CommandReply.Rejected(reason));
  }

  private static Arguments answer(String name, CommandReply.Answer answer) {
    return Arguments.of(
        "reply/" + name,
        LogFormat.REPLY,
        new CommandReply(new CommandId("command-1"), new Sequence(12), answer));
  }

  static Stream<Arguments> formerRecords() {
    return Stream.of(
        event("room_configured.v1", new RoomEvent.RoomConfigured(FIRST_SETTINGS)),
        command(
            "increment_serving_counter.v2",
            new Command.IncrementServingCounter(ROOM, Long.MIN_VALUE, Cause.INLET)),
        reply("room_is.v1", new Outcome.RoomIs(SECOND_STATE, true)),
        Arguments.of("state/room.v2", LogFormat.ROOM, SECOND_STATE),
        Arguments.of(
            "state/room.v1",
            LogFormat.ROOM,
            new Room(
                ROOM,
                new Sequence(12),
                AT,
                new Generation(2),
                FIRST_SETTINGS,
                100,
                new ServingCounter(50),
                40,
                30,
                5,
                OFFSETS,
                OFFSETS,
                new ExpiryAccount(new ServingCounter(50), 0, 0, OFFSETS),
                TurnAccount.NONE,
                Instant.EPOCH,
                false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formerRecords")
  <T> void readsWhatFormerVersionsWrote(String name, LogFormat<T> format, T record)
      throws IOException {
    assertThat(format.read(golden(name).getBytes(UTF_8))).isEqualTo(record);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldenRecords")
  <T> void writesWhatTheGoldenFileHolds(String name, LogFormat<T> format, T record)
      throws IOException {
    assertThat(new String(format.write(record), UTF_8)).isEqualTo(golden(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldenRecords")
  <T> void readsTheGoldenFile(String name, LogFormat<T> format, T record) throws IOException {
    assertThat(format.read(golden(name).getBytes(UTF_8))).isEqualTo(record);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = LogFormatTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      assertThat(in).as("golden file of " + name).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() {
    byte[] json =
        "{\"range\":{\"partition\":0,\"from\":1,\"to\":2,\"colour\":1},\"first_number\":3,\"joined_at\":4}"
            .getBytes(UTF_8);
    assertThat(LogFormat.NUMBERED_SPAN.read(json).lastNumber()).isEqualTo(new QueueNumber(4));
  }

  static Stream<String> garbage() {
    String range = "{\"partition\":0,\"from\":1,\"to\":2}";
    return Stream.of(
        "",
        "null",
        "[]",
        "{}",
        span("null", "3"),
        span("{\"partition\":0,\"from\":5,\"to\":2}", "3"),
        span("{\"partition\":0,\"from\":1}", "3"),
        span(range, "0"),
        span(range, "\"x\""),
        span(range, "3") + " tail");
  }

  private static String span(String range, String firstNumber) {
    return "{\"range\":%s,\"first_number\":%s,\"joined_at\":4}".formatted(range, firstNumber);
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void saysWhatIsWrongWithGarbage(String json) {
    assertThatThrownBy(() -> LogFormat.NUMBERED_SPAN.read(json.getBytes(UTF_8)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageStartingWith("not a NumberedSpan");
  }

  @Test
  void refusesAnEventOfAnUnknownVersion() {
    byte[] json =
        """
        {"event_id":"a","generation":1,"sequence":1,"decided_at":1,
         "event":{"type":"span_numbered.v99"}}
        """
            .getBytes(UTF_8);
    assertThatThrownBy(() -> LogFormat.EVENT.read(json))
        .isInstanceOf(UnreadableRecordException.class);
  }
}
