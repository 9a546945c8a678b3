package io.anteroom.rehearsal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The stack that {@code ./anteroom up} runs on this machine, as far as its folder tells. */
final class LocalStack {

  static final Path FOLDER = Path.of(".anteroom");

  private final Path folder;

  LocalStack(Path folder) {
    this.folder = folder;
  }

  /** The address of {@code public} or {@code private}; empty if no stack runs here. */
  Optional<String> origin(String name) {
    Path file = folder.resolve("runtime.properties");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
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
