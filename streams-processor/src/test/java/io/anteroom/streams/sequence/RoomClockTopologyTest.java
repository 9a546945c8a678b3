package io.anteroom.streams.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.IssuedToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class RoomClockTopologyTest extends SequenceFixture {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void movesTheCounterOnByWhatExpires() {
    configure(RED, true, false);
    span(RED, 0, 0, 9);
    increment(RED, 4);
    ask(issue(new Place(0, 1), "t-1"));
    events.readRecordsToList();

    advance(MINUTE.minus(RoomClock.TICK));
    assertThat(events.isEmpty()).isTrue();
    advance(RoomClock.TICK);

    assertThat(decided())
        .containsExactly(
            new PositionsExpired(3, new PartitionOffsets(Map.of(0, 4L))),
            new ServingCounterMoved(new ServingCounter(4), new ServingCounter(7), Cause.EXPIRY));
    advance(MINUTE.minus(RoomClock.TICK));
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void reportsMetricsOnceAMinuteWhereTheyAreAskedFor() {
    configure(RED, false, true);
    make(BLUE);
    events.readRecordsToList();

    for (int second = 0; second < 180; second++) {
      advance(RoomClock.TICK);
    }

    List<RecordedEvent> reports = records();
    assertThat(reports).extracting(RecordedEvent::eventId).containsOnly(RED);
    assertThat(reports)
        .extracting(RecordedEvent::event)
        .hasOnlyElementsOfType(MetricsReported.class);
    // At once, and at the beginning of each of three minutes.
    assertThat(reports)
        .extracting(report -> Duration.between(START, report.decidedAt()).toSeconds())
        .containsExactly(1L, 60L, 120L, 180L);
  }

  @Test
  void leavesRoomsAloneThatHaveNothingToDo() {
    make(RED);
    span(RED, 0, 0, 9);
    events.readRecordsToList();

    advance(Duration.ofHours(1));

    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void deletesWhatFormerGenerationsLeft() {
    configure(RED, false, false);
    span(RED, 0, 0, 9);
    increment(RED, 5);
    ask(issue(new Place(0, 0), "t-0"));
    KeyValueStore<Bytes, IssuedToken> tokens = driver.getKeyValueStore("tokens");
    IssuedToken token = tokens.get(RoomKeys.place(RED, Generation.FIRST, new Place(0, 0)));
    for (long offset = 1; offset <= FormerGenerations.MAX_DELETIONS; offset++) {
      tokens.put(RoomKeys.place(RED, Generation.FIRST, new Place(0, offset)), token);
    }
    ask(new Command.Reset(RED, new PartitionOffsets(Map.of(0, 5_000L))));
    span(RED, 0, 5_000, 5_009);
    increment(RED, 3);
    ask(issue(new Place(0, 5_001), "t-1"));

    advance(RoomClock.TICK);
    assertThat(keys("tokens")).isLessThan(10).isGreaterThan(1);
    advance(RoomClock.TICK.multipliedBy(2));
    advance(RoomClock.TICK);

    assertThat(keys("spans")).isEqualTo(1);
    assertThat(keys("serving")).isEqualTo(1);
    assertThat(keys("tokens")).isEqualTo(1);
    assertThat(keys("active")).isEqualTo(1);
  }

  @Test
  void keepsNothingOfARetiredRoomButThatItWas() {
    make(RED);
    make(BLUE);
    span(RED, 0, 0, 9);
    span(BLUE, 0, 10, 19);
    increment(RED, 3);
    increment(BLUE, 3);
    ask(new Command.RetireRoom(RED));

    advance(RoomClock.TICK.multipliedBy(2));

    assertThat(keys("spans")).isEqualTo(1);
    assertThat(keys("serving")).isEqualTo(1);
    assertThat(keys("rooms")).isEqualTo(2);
  }

  private void configure(EventId eventId, boolean autoIncrement, boolean metrics) {
    SettingsChange change =
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.of(MINUTE),
            Optional.of(autoIncrement),
            Optional.of(metrics),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ask(new Command.ConfigureRoom(eventId, change, SETTINGS.issuer(), PartitionOffsets.ZERO));
  }

  private void increment(EventId eventId, long by) {
    ask(new Command.IncrementServingCounter(eventId, by, Cause.ADMIN));
  }

  private List<RecordedEvent> records() {
    return events.readValuesToList().stream().map(LogFormat.EVENT::read).toList();
  }

  private List<RoomEvent> decided() {
    return records().stream().map(RecordedEvent::event).toList();
  }
}
