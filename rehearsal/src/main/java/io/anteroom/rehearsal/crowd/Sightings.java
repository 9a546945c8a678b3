package io.anteroom.rehearsal.crowd;

import io.anteroom.rehearsal.proof.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** What each visitor was given: about 120 bytes for one. */
public final class Sightings {

  private static final long NONE = Long.MIN_VALUE;
  private static final String ADMITTED = "";

  private final int visitors;
  private final AtomicReferenceArray<String> requestIds;
  private final AtomicLongArray numbers;
  private final AtomicReferenceArray<String> ends;
  private final AtomicLong highestNumber = new AtomicLong(NONE);

  public Sightings(int visitors) {
    this.visitors = visitors;
    this.requestIds = new AtomicReferenceArray<>(visitors);
    this.numbers = new AtomicLongArray(visitors);
    this.ends = new AtomicReferenceArray<>(visitors);
    IntStream.range(0, visitors).forEach(visitor -> numbers.set(visitor, NONE));
  }

  void joined(int visitor, String requestId) {
    requestIds.set(visitor, requestId);
  }

  void numbered(int visitor, long number) {
    numbers.set(visitor, number);
    highestNumber.accumulateAndGet(number, Math::max);
  }

  void admitted(int visitor) {
    ends.set(visitor, ADMITTED);
  }

  void failed(int visitor, String why) {
    ends.set(visitor, why);
  }

  /** As far as the serving counter has to go for everybody who has a number. */
  long highestNumber() {
    return highestNumber.get();
  }

  /** All of them, in the order in which they were meant to join. */
  public List<Sighting> all() {
    return IntStream.range(0, visitors).mapToObj(this::sighting).toList();
  }

  private Sighting sighting(int visitor) {
    long number = numbers.get(visitor);
    Optional<String> end = Optional.ofNullable(ends.get(visitor));
    return new Sighting(
        visitor + 1,
        Optional.ofNullable(requestIds.get(visitor)),
        number == NONE ? OptionalLong.empty() : OptionalLong.of(number),
        end.filter(ADMITTED::equals).isPresent(),
        end.filter(why -> !why.equals(ADMITTED)));
  }
}
