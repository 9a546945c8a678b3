package io.anteroom.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name under which an instance is a static member of its consumer groups (KIP-345). It lies
 * beside the state that the instance keeps: whoever finds the one finds the other, and a process
 * that comes back after a crash takes up its old place at once, while a nameless one would wait
 * until the session of its former self has timed out. Kafka Streams locks the folder, so no two
 * processes run under one name.
 */
final class InstanceName {

  private static final String FILE = "instance";

  private InstanceName() {}

  /** The name in a folder, made when it is first asked for. */
  static String in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        Path fresh = Files.writeString(folder.resolve(FILE + ".new"), UUID.randomUUID().toString());
        Files.move(fresh, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + folder + " can't be used", e);
    }
  }
}
