package io.anteroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.domain.invariant.Invariant;
import io.anteroom.domain.ticket.EventId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinCheckTest {

  private static final String TOPIC = "joins";

  private final EventReplay replay = new EventReplay();

  @Test
  void findsNothingWhereEveryJoinIsInASpan() {
    replay(room("a").numbered(0, 0, 2, 1).numbered(0, 5, 5, 4));
    replay(room("b").numbered(0, 3, 4, 1));

    assertThat(check("a a a b b a")).isEmpty();

    assertThat(totals("a").numberedJoins()).isEqualTo(4);
    assertThat(totals("b").numberedJoins()).isEqualTo(2);
  }

  @Test
  void countsJoinsAboveTheFrontierAsNotNumberedYet() {
    replay(room("a").numbered(0, 0, 1, 1));

    assertThat(check("a a a a")).isEmpty();

    assertThat(totals("a").joins()).isEqualTo(4);
    assertThat(totals("a").newJoins()).isEqualTo(2);
  }

  @Test
  void findsAJoinThatWasPassedOver() {
    replay(room("a").numbered(0, 0, 1, 1).numbered(0, 3, 4, 3));
    assertBreach(check("a a a a a"), 2);
  }

  @Test
  void findsAJoinThatWasPassedOverAtTheVeryStart() {
    replay(room("a").numbered(0, 1, 1, 1));
    assertBreach(check("a a"), 0);
  }

  @Test
  void findsASpanOverAJoinOfAnotherRoom() {
    replay(room("a").numbered(0, 0, 2, 1));
    replay(room("b"));
    assertBreach(check("a b a"), 1);
  }

  @Test
  void findsASpanOverAMissingJoin() {
    replay(room("a").numbered(0, 0, 2, 1));
    assertBreach(check("a - a"), 1);
  }

  @Test
  void findsASpanBeyondTheEndOfTheLog() {
    replay(room("a").numbered(0, 0, 2, 1));
    assertBreach(check("a a"), 2);
  }

  @Test
  void findsASpanInAPartitionWithoutJoins() {
    replay(room("a").numbered(0, 5, 6, 1));
    assertBreach(check(""), 5);
  }

  @Test
  void findsARecordThatIsNoJoin() {
    replay(room("a").numbered(0, 0, 0, 1));
    JoinCheck check = checkFrom(0, 2);
    assertThat(check.take(0, join("a"))).isEmpty();

    Optional<Finding> finding = check.take(1, new byte[] {9, 9});

    assertThat(finding.orElseThrow().breach().invariant())
        .isEqualTo(Invariant.EVERY_RECORD_IS_READABLE);
    assertThat(finding.get().place()).hasToString("joins-0@1");
  }

  @Test
  void findsAJoinOfARoomThatWasNeverMade() {
    assertBreach(check("ghost"), 0);
  }

  @Test
  void forgivesAJoinOfARoomThatWasMadeWhileTheAuditRan() {
    JoinCheck check = checkFrom(0, 0);

    assertThat(check.take(0, join("young"))).isEmpty();

    assertThat(check.strangers()).isEqualTo(1);
  }

  @Test
  void forgivesJoinsThatAResetOvertook() {
    replay(room("a").numbered(0, 0, 0, 1).reset(Map.of(0, 3L)).numbered(0, 3, 3, 1));

    assertThat(check("a a a a")).isEmpty();

    List<GenerationTotals> generations = replay.rooms().iterator().next().generations();
    assertThat(generations.get(0).numberedJoins()).isEqualTo(1);
    assertThat(generations.get(0).resetJoins()).isEqualTo(2);
    assertThat(generations.get(1).numberedJoins()).isEqualTo(1);
  }

  @Test
  void findsAJoinOfTheNewGenerationThatWasPassedOver() {
    replay(room("a").numbered(0, 0, 0, 1).reset(Map.of(0, 2L)).numbered(0, 3, 3, 1));
    assertBreach(check("a a a a"), 2);
  }

  @Test
  void checksOnlyWhatATrimmedPartitionStillHas() {
    replay(room("a").numbered(0, 0, 4, 1));
    JoinCheck check = checkFrom(3, 5);

    assertThat(check.take(3, join("a"))).isEmpty();
    assertThat(check.take(4, join("a"))).isEmpty();
    assertThat(check.end()).isEmpty();

    assertThat(totals("a").numberedJoins()).isEqualTo(2);
  }

  @Test
  void saysNothingOfPartitionsThatAreWhollyTrimmed() {
    replay(room("a").numbered(0, 0, 4, 1));
    assertThat(checkFrom(5, 5).end()).isEmpty();
  }

  private static History room(String eventId) {
    return History.ofConfigured(eventId);
  }

  private void replay(History history) {
    long offset = 0;
    for (byte[] value : history.values()) {
      LogPlace place = new LogPlace("room-events", 0, offset++);
      assertThat(replay.take(place, history.key(), value, false)).isEmpty();
    }
  }

  /** Checks a log of rooms, one word a record; a dash is an offset that is not there. */
  private Optional<Finding> check(String log) {
    List<String> rooms = List.of(log.split(" ", -1));
    JoinCheck check = checkFrom(0, rooms.size());
    for (int offset = 0; offset < rooms.size(); offset++) {
      String room = rooms.get(offset);
      if (!room.isEmpty() && !room.equals("-")) {
        Optional<Finding> finding = check.take(offset, join(room));
        if (finding.isPresent()) {
          return finding;
        }
      }
    }
    return check.end();
  }

  private JoinCheck checkFrom(long beginning, long knownBelow) {
    return new JoinCheck(new LogPlace(TOPIC, 0, beginning), knownBelow, replay);
  }

  private static byte[] join(String room) {
    return JoinRecord.write(new EventId(room));
  }

  private GenerationTotals totals(String eventId) {
    return replay.rooms().stream()
        .filter(room -> room.eventId().value().equals(eventId))
        .findFirst()
        .orElseThrow()
        .generations()
        .getLast();
  }

  private static void assertBreach(Optional<Finding> finding, long offset) {
    assertThat(finding).isPresent();
    assertThat(finding.get().breach().invariant()).isEqualTo(Invariant.EVERY_JOIN_IS_NUMBERED);
    assertThat(finding.get().place()).isEqualTo(new LogPlace(TOPIC, 0, offset));
  }
}
