package io.anteroom.inlets.message;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Messages that were done lately; of too many those are forgotten that were done first. Safe for
 * use by many threads.
 */
final class DoneLately {

  private final int most;
  private final SequencedSet<Done> messages = new LinkedHashSet<>();

  /** Names a message that is done. */
  private record Done(String inlet, String messageId) {}

  /**
   * Nothing was done yet.
   *
   * @param most how many messages are kept in mind
   */
  DoneLately(int most) {
    this.most = most;
  }

  synchronized boolean knows(String inlet, String messageId) {
    return messages.contains(new Done(inlet, messageId));
  }

  synchronized void add(String inlet, String messageId) {
    messages.add(new Done(inlet, messageId));
    if (messages.size() > most) {
      messages.removeFirst();
    }
  }
}
