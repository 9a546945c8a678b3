package io.anteroom.tokens;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A file that only its owner may read. */
final class PrivateFile {

  /** More than any set of keys needs. */
  private static final long MAX_BYTES = 256 * 1024;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  static String read(Path file) {
    try {
      requirePrivate(file);
      if (Files.size(file) > MAX_BYTES) {
        throw new SigningKeysException("signing key file " + file + " is too large");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SigningKeysException("signing key file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new SigningKeysException(
          "signing key file " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new SigningKeysException(
          "signing key file %s has mode %s: only its owner may read it (chmod 600 %s)"
              .formatted(file, PosixFilePermissions.toString(granted), file));
    }
  }

  /** Writes beside the file and moves into place, so that a half-written file is never seen. */
  static void write(Path file, String text) {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a parent");
    try {
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, ".signing-keys", ".tmp", attributes(directory));
      try {
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
          out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new SigningKeysException(
          "signing key file " + file + " can't be written: " + e.getMessage(), e);
    }
  }

  private static FileAttribute<?>[] attributes(Path directory) {
    return isPosix(directory)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
