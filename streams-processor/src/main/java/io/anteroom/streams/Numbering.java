package io.anteroom.streams;

import io.anteroom.streams.sequence.SequenceTopology;
import io.anteroom.streams.tally.TallyTopology;
import java.time.Duration;
import java.util.List;

/**
 * Numbers joins and answers commands while it runs: two Kafka Streams applications in one process,
 *
 * <pre>
 *   joins --> tally --> join-spans --+
 *                       commands ----+--> sequence --> room-events, replies
 * </pre>
 */
public final class Numbering implements AutoCloseable {

  static final String TALLY = "tally";
  static final String SEQUENCE = "sequence";

  private final List<StreamsApplication> applications;

  private Numbering(List<StreamsApplication> applications) {
    this.applications = applications;
  }

  /**
   * Starts both, and returns before they run.
   *
   * @param whenBroken is called at most once for each application that stops for good by itself
   */
  public static Numbering start(NumberingSettings settings, Runnable whenBroken) {
    Numbering numbering =
        new Numbering(
            List.of(
                new StreamsApplication(
                    SEQUENCE, new SequenceTopology(settings.topics()).get(), settings, whenBroken),
                new StreamsApplication(
                    TALLY, new TallyTopology(settings.topics()).get(), settings, whenBroken)));
    numbering.applications.forEach(StreamsApplication::start);
    return numbering;
  }

  /** Says whether both run: joins get numbers and commands get answers. */
  public boolean isRunning() {
    return applications.stream().allMatch(StreamsApplication::isRunning);
  }

  /** Waits until both run; false if they do not in time. */
  public boolean awaitRunning(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    return applications.stream()
        .allMatch(app -> app.awaitRunning(Duration.ofNanos(deadline - System.nanoTime())));
  }

  /** Commits what is done and stops, tally first. What is not done is done by the next one. */
  @Override
  public void close() {
    applications.reversed().forEach(StreamsApplication::close);
  }
}
