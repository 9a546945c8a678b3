package io.anteroom.backends;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import redis.embedded.RedisServer;

/** Takes the Redis executable for this platform out of its artifact. */
final class RedisBinary {
  private static final String VERSION = "7.0.15";

  private RedisBinary() {}

  /** The executable in {@code directory}, put there if it is missing. */
  static Path in(Path directory) {
    String name =
        "redis-server-"
            + VERSION
            + "-"
            + system(System.getProperty("os.name"))
            + "-"
            + architecture(System.getProperty("os.arch"));
    Path executable = directory.resolve(name);
    if (Files.isExecutable(executable)) {
      return executable;
    }
    try (InputStream content = RedisServer.class.getResourceAsStream("/" + name)) {
      if (content == null) {
        throw new BackendFailed("there is no Redis for this platform (" + name + ")");
      }
      // Under its own name only when whole: a cut-off copy must not pass for the executable.
      Path copy = Files.createTempFile(directory, name, ".tmp");
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
      if (!copy.toFile().setExecutable(true)) {
        throw new BackendFailed("programs can't be run from " + directory);
      }
      return Files.move(copy, executable, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BackendFailed("Redis can't be put into " + directory, e);
    }
  }

  private static String system(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
  }

  private static String architecture(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> name;
    };
  }
}
