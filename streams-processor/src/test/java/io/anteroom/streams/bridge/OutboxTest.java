package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final Decisions room = new Decisions("room");
  private final Outbox outbox = new Outbox();
  private final Letter token = Decisions.letter(0, room.token(1));
  private final Letter session = Decisions.letter(1, room.session(1));
  private final Letter other = Decisions.letter(2, room.token(2));

  @Test
  void givesOutTheFirstOfEachLane() {
    outbox.add(token);
    outbox.add(session);
    outbox.add(other);
    assertThat(outbox.due(0)).containsExactly(token, other);
    outbox.settle(token);
    assertThat(outbox.due(0)).containsExactlyInAnyOrder(session, other);
  }

  @Test
  void holdsALaneBackAsLongAsItsFirstLetterWaits() {
    outbox.add(token);
    outbox.add(session);
    token.dueAt(50);
    assertThat(outbox.due(49)).isEmpty();
    assertThat(outbox.untilDue(40)).contains(10L);
    assertThat(outbox.due(50)).containsExactly(token);
    assertThat(outbox.untilDue(60)).contains(0L);
  }

  @Test
  void forgetsWhatCameFromAPartition() {
    outbox.add(token);
    outbox.add(other);
    outbox.forget(new TopicPartition("room-events", 1));
    assertThat(outbox.size()).isEqualTo(2);
    outbox.forget(new TopicPartition("room-events", 0));
    assertThat(outbox.size()).isZero();
    assertThat(outbox.untilDue(0)).isEmpty();
  }

  @Test
  void refusesToSettleWhatIsNotFirst() {
    outbox.add(token);
    outbox.add(session);
    assertThatThrownBy(() -> outbox.settle(session)).isInstanceOf(IllegalStateException.class);
  }
}
