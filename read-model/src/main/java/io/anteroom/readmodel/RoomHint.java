package io.anteroom.readmodel;

import java.util.Optional;

/**
 * What the directory says about a room; written as {@code partition epoch sequence}.
 *
 * @param partition the partition of the log that its events are in
 * @param epoch the building of the mirror that wrote it
 * @param sequence its last event, or one shortly before
 */
record RoomHint(int partition, long epoch, long sequence) {

  /** Reads a hint; empty if the text is something else. */
  static Optional<RoomHint> parse(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new RoomHint(
                  Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String text() {
    return partition + " " + epoch + " " + sequence;
  }
}
