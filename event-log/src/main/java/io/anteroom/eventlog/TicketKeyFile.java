package io.anteroom.eventlog;

import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.ticket.TicketKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file with the keys that make tickets of places in the log: one line of 32 hex digits for the
 * current key and, while keys are changed, a second one for the previous key. Mode 600: whoever
 * reads it can make tickets.
 */
public final class TicketKeyFile {

  /** Two keys and line ends, with room for more line ends. */
  private static final int MAX_BYTES = 128;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private TicketKeyFile() {}

  /**
   * Reads the keys.
   *
   * @throws IllegalStateException if the file is missing, broken, or open to others than its owner;
   *     the message names the file
   */
  public static TicketCodec read(Path file) {
    try {
      requirePrivate(file);
      return codec(file);
    } catch (NoSuchFileException e) {
      throw wrong(file, "does not exist", e);
    } catch (IOException e) {
      throw wrong(file, "can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the keys; makes the file, with one new key, if it is not there. For one process at a
   * time.
   *
   * @throws IllegalStateException as {@link #read}, or if the file can't be made
   */
  public static TicketCodec readOrGenerate(Path file) {
    if (Files.notExists(file)) {
      generate(file);
    }
    return read(file);
  }

  private static TicketCodec codec(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw wrong(file, "is too large", null);
    }
    List<String> lines = Files.readString(file).strip().lines().map(String::strip).toList();
    if (lines.size() > 2) {
      throw wrong(file, "must hold one or two keys, holds " + lines.size(), null);
    }
    try {
      TicketKey current = TicketKey.ofHex(lines.isEmpty() ? "" : lines.getFirst());
      return lines.size() == 1
          ? new TicketCodec(current)
          : new TicketCodec(current, Optional.of(TicketKey.ofHex(lines.getLast())));
    } catch (IllegalArgumentException e) {
      throw wrong(file, "is broken: " + e.getMessage(), e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(granted)) {
      String mode = PosixFilePermissions.toString(granted);
      throw wrong(
          file, "has mode " + mode + ": only its owner may read it (chmod 600 " + file + ")", null);
    }
  }

  /** Writes beside the file and moves into place, so that a half-written key is never read. */
  private static void generate(Path file) {
    byte[] key = new byte[TicketKey.LENGTH];
    new SecureRandom().nextBytes(key);
    Path absolute = file.toAbsolutePath();
    Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".tmp");
    FileAttribute<?>[] attributes =
        isPosix(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try {
      Files.createDirectories(draft.resolveSibling("."));
      Files.deleteIfExists(draft);
      Files.createFile(draft, attributes);
      Files.writeString(draft, HexFormat.of().formatHex(key) + "\n");
      Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw wrong(file, "can't be written: " + e.getMessage(), e);
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static IllegalStateException wrong(Path file, String what, @Nullable Exception cause) {
    return new IllegalStateException("ticket key file " + file + " " + what, cause);
  }
}
