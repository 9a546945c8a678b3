package io.anteroom.streams.bridge;

import io.anteroom.contracts.event.PublicEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs letters into calls, within what one call of PutEvents may hold (EventBridge API Reference,
 * PutEvents).
 */
final class Batches {

  /** Entries of one call. */
  static final int MAX_ENTRIES = 10;

  /**
   * Bytes of one call. The service took 256 kB in all until 2026 and takes 1 MB since; endpoints of
   * the older kind are still about, and a call of ours is seldom larger than 5 kB.
   */
  static final int MAX_BYTES = 256 * 1024;

  /** What the time of an entry counts for (EventBridge User Guide, PutEvents event entry size). */
  private static final int BYTES_OF_TIME = 14;

  private Batches() {}

  /** Packs letters in their order. */
  static List<List<Letter>> of(List<Letter> letters) {
    return of(letters, MAX_BYTES);
  }

  static List<List<Letter>> of(List<Letter> letters, int maxBytes) {
    List<List<Letter>> batches = new ArrayList<>();
    List<Letter> batch = new ArrayList<>();
    int bytes = 0;
    for (Letter letter : letters) {
      int more = bytes(letter.event());
      if (batch.size() == MAX_ENTRIES || bytes + more > maxBytes) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(letter);
      bytes += more;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  /** The size of an entry as the service counts it. */
  static int bytes(PublicEvent event) {
    return BYTES_OF_TIME
        + bytes(Bus.SOURCE)
        + bytes(event.type().toString())
        + bytes(event.detail())
        + bytes(event.id());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
