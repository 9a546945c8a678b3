package io.anteroom.edge;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Memory that all long bodies of an endpoint share. */
final class Allowance {

  /** Somebody else's body is read, or worked on. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final AtomicLong left;

  /**
   * All of it is there.
   *
   * @param bytes how much that is
   */
  Allowance(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Begins to take for one body; nothing yet. */
  Share share() {
    return new Share();
  }

  /** What one body has taken so far. */
  final class Share {
    private int taken;

    /**
     * Takes more, until it is so much.
     *
     * @throws Refusal.Unavailable if not so much is left; what was taken stays taken
     */
    void growTo(int bytes) {
      int more = bytes - taken;
      if (left.addAndGet(-more) < 0) {
        left.addAndGet(more);
        throw new Refusal.Unavailable("other long bodies are in work", SOON);
      }
      taken = bytes;
    }

    /** Leaves all of it to another share, which is given back in its own time. */
    Share handOn() {
      Share next = new Share();
      next.taken = taken;
      taken = 0;
      return next;
    }

    /** Gives all of it back, once. */
    void giveBack() {
      left.addAndGet(taken);
      taken = 0;
    }
  }
}
