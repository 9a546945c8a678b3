package io.anteroom.streams.bridge;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The letters that the bus does not have yet. Those of one lane leave in their order: a letter can
 * be had only when nothing of its lane is before it any more. Lanes do not wait for each other.
 */
final class Outbox {

  private final Map<Letter.Lane, Deque<Letter>> lanes = new LinkedHashMap<>();
  private int size;

  void add(Letter letter) {
    lanes.computeIfAbsent(letter.lane(), _ -> new ArrayDeque<>()).add(letter);
    size++;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The first letters of all lanes that may be sent now, the oldest lanes first. */
  List<Letter> due(long now) {
    return lanes.values().stream().map(Deque::element).filter(first -> first.isDue(now)).toList();
  }

  /** How many nanoseconds until there is something to send; empty if there is nothing at all. */
  Optional<Long> untilDue(long now) {
    return lanes.values().stream()
        .map(lane -> Math.max(lane.element().dueAtNanos() - now, 0))
        .min(Comparator.naturalOrder());
  }

  /** Takes out a letter that was {@link #due}. */
  void settle(Letter letter) {
    Deque<Letter> lane = lanes.get(letter.lane());
    if (lane == null || lane.peek() != letter) {
      throw new IllegalStateException("a letter is settled that was not the first of its lane");
    }
    lane.remove();
    size--;
    if (lane.isEmpty()) {
      lanes.remove(letter.lane());
    }
  }

  /** Forgets what came from a partition. */
  void forget(TopicPartition partition) {
    lanes.values().forEach(lane -> lane.removeIf(letter -> letter.partition().equals(partition)));
    lanes.values().removeIf(Deque::isEmpty);
    size = lanes.values().stream().mapToInt(Deque::size).sum();
  }
}
