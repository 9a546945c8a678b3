package io.anteroom.eventlog;

import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.ticket.TicketKey;
import io.anteroom.privatefile.PrivateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file with the keys that make tickets of places in the log: one line of 32 hex digits for the
 * current key and, while keys are changed, a second one for the previous key. Mode 600: whoever
 * reads it can make tickets.
 */
public final class TicketKeyFile {

  /** Two keys and line ends, with room for more line ends. */
  private static final int MAX_BYTES = 128;

  private TicketKeyFile() {}

  /**
   * Reads the keys.
   *
   * @throws IllegalStateException if the file is missing, broken, or open to others than its owner;
   *     the message names the file
   */
  public static TicketCodec read(Path path) {
    PrivateFile file = file(path);
    List<String> lines = file.read(MAX_BYTES).strip().lines().map(String::strip).toList();
    if (lines.size() > 2) {
      throw new IllegalStateException(file + " must hold one or two keys, holds " + lines.size());
    }
    try {
      TicketKey current = TicketKey.ofHex(lines.isEmpty() ? "" : lines.getFirst());
      return lines.size() == 1
          ? new TicketCodec(current)
          : new TicketCodec(current, Optional.of(TicketKey.ofHex(lines.getLast())));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " is broken: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the keys; makes the file, with one new key, if it is not there. For one process at a
   * time.
   *
   * @throws IllegalStateException as {@link #read}, or if the file can't be made
   */
  public static TicketCodec readOrGenerate(Path path) {
    file(path).generateKeyIfMissing(TicketKey.LENGTH);
    return read(path);
  }

  private static PrivateFile file(Path path) {
    return new PrivateFile("ticket key file", path);
  }
}
