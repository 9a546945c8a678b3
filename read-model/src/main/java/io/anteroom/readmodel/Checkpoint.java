package io.anteroom.readmodel;

import java.util.Optional;

/**
 * How far the mirror of a partition has come; written as {@code epoch live position log}.
 *
 * @param epoch names one building of the mirror from the start of the log; later ones are higher
 * @param live whether the building is done, so that readers may look
 * @param position the next offset to be read
 * @param log the log that it shows
 */
record Checkpoint(long epoch, boolean live, long position, LogId log) {

  /** Reads a checkpoint; empty if the text is something else. */
  static Optional<Checkpoint> parse(String text) {
    String[] parts = text.split(" ", -1);
    try {
      return parts.length == 4
          ? Optional.of(
              new Checkpoint(
                  Long.parseLong(parts[0]),
                  parts[1].equals("live"),
                  Long.parseLong(parts[2]),
                  new LogId(parts[3])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Checkpoint at(long nextPosition, boolean nowLive) {
    return new Checkpoint(epoch, nowLive, nextPosition, log);
  }

  String text() {
    return epoch + (live ? " live " : " building ") + position + " " + log.value();
  }
}
