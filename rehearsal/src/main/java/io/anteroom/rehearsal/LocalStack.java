package io.anteroom.rehearsal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The stack that {@code ./anteroom up} runs on this machine, as far as its folder tells. */
final class LocalStack {

  private static final String HOME = "ANTEROOM_HOME";

  private final Path folder;

  LocalStack(Path folder) {
    this.folder = folder;
  }

  /** The one whose folder the environment names, like the one that {@code up} starts. */
  static LocalStack in(Map<String, String> environment) {
    String home = environment.getOrDefault(HOME, "").strip();
    return new LocalStack(Path.of(home.isEmpty() ? ".anteroom" : home));
  }

  /**
   * What the running stack says of itself; empty if none runs here.
   *
   * @param name {@code public}, {@code private} or {@code event}
   */
  Optional<String> tells(String name) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve("runtime.properties"))) {
      properties.load(reader);
      return Optional.ofNullable(properties.getProperty(name));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The keys for signed calls. */
  Path credentials() {
    return folder.resolve("credentials");
  }
}
