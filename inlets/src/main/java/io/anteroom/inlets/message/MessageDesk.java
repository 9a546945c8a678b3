package io.anteroom.inlets.message;

import io.anteroom.inlets.plan.InletPlan;
import io.anteroom.inlets.room.PrivateCalls;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlet.Exits;
import io.anteroom.inlets.running.Inlet.Readiness;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what messages say, whichever way they come: closes sessions, then lets the inlet move the
 * counter. It may stop anywhere in between: whoever is marked as gone and has not been made up for
 * is seen by the inlet when it looks next, and the message comes again. Safe for use by many
 * threads; waits, and so belongs on virtual ones.
 */
final class MessageDesk {

  private static final Logger LOG = LoggerFactory.getLogger(MessageDesk.class);

  /** A quarter of what the private API takes at once: others have something to ask, too. */
  static final int MAX_CALLS = 64;

  /** Messages that wait for calls hold their ids in memory. */
  static final int MAX_MESSAGES = 64;

  private final PrivateCalls calls;
  private final MessageMeters meters;
  private final Semaphore callPermits = new Semaphore(MAX_CALLS, true);
  private final Semaphore messagePermits = new Semaphore(MAX_MESSAGES);
  private final Set<InWork> inWork = ConcurrentHashMap.newKeySet();

  MessageDesk(PrivateCalls calls, MessageMeters meters) {
    this.calls = calls;
    this.meters = meters;
  }

  /** Names a message that is being handled. */
  private record InWork(String inlet, String messageId) {}

  /**
   * Reads a message.
   *
   * @throws UnreadableMessageException if it is none; it is counted, and should not come again
   */
  ExitMessage read(Inlet inlet, Way way, byte[] bytes) throws UnreadableMessageException {
    try {
      return ExitMessageReader.read(bytes);
    } catch (UnreadableMessageException e) {
      meters.unreadable(inlet.plan(), way);
      throw e;
    }
  }

  /** Counts something that was turned away before it was read. */
  void refused(Inlet inlet, Way way) {
    meters.refused(inlet.plan(), way);
  }

  /**
   * Handles a message to its end, or says that it should come again.
   *
   * @param messageId names it, however often and on whatever way it comes
   */
  Outcome handle(Inlet inlet, Way way, String messageId, ExitMessage message) {
    Outcome outcome = alone(inlet, messageId, message);
    switch (outcome) {
      case Outcome.Done(Tally tally) -> meters.done(inlet.plan(), way, tally);
      case Outcome.NotNow _ -> meters.kept(inlet.plan(), way);
    }
    return outcome;
  }

  private Outcome alone(Inlet inlet, String messageId, ExitMessage message) {
    if (!messagePermits.tryAcquire()) {
      return new Outcome.NotNow("too many messages at once");
    }
    InWork entry = new InWork(inlet.plan().name(), messageId);
    try {
      if (!inWork.add(entry)) {
        return new Outcome.NotNow("this very message is in work");
      }
      try {
        return handle(inlet, messageId, message);
      } finally {
        inWork.remove(entry);
      }
    } finally {
      messagePermits.release();
    }
  }

  private Outcome handle(Inlet inlet, String messageId, ExitMessage message) {
    return switch (inlet.readiness()) {
      case Readiness.Holds(String why) -> new Outcome.NotNow(why);
      case Readiness.DryRun _ -> {
        logOnly(inlet.plan(), message);
        yield move(inlet, messageId, message, Tally.of(message));
      }
      case Readiness.Acts _ -> act(inlet, messageId, message);
    };
  }

  private static void logOnly(InletPlan plan, ExitMessage message) {
    LOG.info(
        "inlet {} would close sessions, if this were no dry run: {} completed, {} abandoned",
        plan.name(),
        message.completed().size(),
        message.abandoned().size());
  }

  private Outcome act(Inlet inlet, String messageId, ExitMessage message) {
    Closings closings = new Closings(calls, inlet.plan().eventId(), message);
    closings.run(callPermits, MAX_CALLS);
    return closings
        .obstacle()
        .<Outcome>map(Outcome.NotNow::new)
        .orElseGet(() -> move(inlet, messageId, message, closings.onto(Tally.of(message))));
  }

  private static Outcome move(Inlet inlet, String messageId, ExitMessage message, Tally soFar) {
    return switch (inlet.exits(messageId, message.unnamed())) {
      case Exits.Done(long movedBy, var counter) ->
          new Outcome.Done(soFar.withMove(movedBy, counter));
      case Exits.NotNow(String why) -> new Outcome.NotNow(why);
    };
  }
}
