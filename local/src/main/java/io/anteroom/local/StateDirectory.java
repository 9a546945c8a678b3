package io.anteroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a stack keeps its state. Nobody but the owner may look in.
 *
 * @param home the directory, absolute
 */
record StateDirectory(Path home) {

  /**
   * Makes the directory, closed to others; one that is there already stays as it is.
   *
   * @throws CannotStart if it can't be used
   */
  static StateDirectory open(Path home) {
    try {
      boolean ours = Files.notExists(home);
      Files.createDirectories(home);
      if (ours && isPosix(home)) {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
      }
      return new StateDirectory(home);
    } catch (IOException e) {
      throw new CannotStart("the state directory " + home + " can't be used: " + e.getMessage(), e);
    }
  }

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path broker() {
    return home.resolve("broker");
  }

  Path redis() {
    return home.resolve("redis");
  }

  Path streams() {
    return home.resolve("streams");
  }

  Path ticketKey() {
    return home.resolve("ticket-key");
  }

  Path signingKeys() {
    return home.resolve("signing-keys.json");
  }

  /** The keys by which the OpenID provider seals places and codes. */
  Path oidcKeys() {
    return home.resolve("oidc-keys");
  }

  Path credentials() {
    return home.resolve("credentials");
  }

  Path runtime() {
    return home.resolve("runtime.properties");
  }

  Path lock() {
    return home.resolve("lock");
  }

  Path log() {
    return home.resolve("anteroom.log");
  }

  /**
   * Forgets everything but the lock. Deletes what is ours and nothing else: the directory may be
   * one that somebody keeps other things in.
   */
  void wipe() {
    for (Path ours :
        List.of(
            broker(),
            redis(),
            streams(),
            ticketKey(),
            signingKeys(),
            oidcKeys(),
            credentials(),
            runtime(),
            log())) {
      delete(ours);
    }
  }

  private static void delete(Path tree) {
    if (Files.notExists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new CannotStart(tree + " can't be deleted: " + e.getMessage(), e);
    }
  }
}
