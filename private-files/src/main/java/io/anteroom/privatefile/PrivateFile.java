package io.anteroom.privatefile;

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
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/**
 * A file with a secret: mode 600, and no other is read. Where files have no POSIX modes, whoever
 * runs the machine has to see to it.
 *
 * @param kind what it is, for whoever has to find and mend it, such as "ticket key file"
 * @param path where it is
 */
public record PrivateFile(String kind, Path path) {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Says whether there is no such file yet. */
  public boolean isMissing() {
    return Files.notExists(path);
  }

  /**
   * Reads the whole file as UTF-8.
   *
   * @param maxBytes more than any good content has
   * @throws PrivateFileException if it is missing, unreadable, too large, or open to others
   */
  public String read(int maxBytes) {
    try {
      requireOwnerOnly();
      if (Files.size(path) > maxBytes) {
        throw new PrivateFileException(this + " is too large");
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new PrivateFileException(this + " does not exist", e);
    } catch (IOException e) {
      throw new PrivateFileException(this + " can't be read: " + e.getMessage(), e);
    }
  }

  private void requireOwnerOnly() throws IOException {
    if (!isPosix(path)) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new PrivateFileException(
          "%s has mode %s: only its owner may read it (chmod 600 %s)"
              .formatted(this, PosixFilePermissions.toString(granted), path));
    }
  }

  /**
   * Makes the file if it is not there, with one new key by chance, in hex. For one process at a
   * time.
   *
   * @param length of the key, in bytes
   * @throws PrivateFileException if it can't be written
   */
  public void generateKeyIfMissing(int length) {
    if (isMissing()) {
      byte[] key = new byte[length];
      new SecureRandom().nextBytes(key);
      write(HexFormat.of().formatHex(key) + "\n");
    }
  }

  /**
   * Writes beside the file and moves into place, so that a half-written secret is never seen.
   *
   * @throws PrivateFileException if it can't be written
   */
  public void write(String text) {
    Path directory =
        Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a parent");
    try {
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, ".secret", ".tmp", attributes(directory));
      try {
        fill(draft, text);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new PrivateFileException(this + " can't be written: " + e.getMessage(), e);
    }
  }

  private static void fill(Path draft, String text) throws IOException {
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
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

  /** Says what and where. */
  @Override
  public String toString() {
    return kind + " " + path;
  }
}
