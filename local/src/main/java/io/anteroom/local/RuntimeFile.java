package io.anteroom.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/** The file that tells other commands where a running stack is. It goes when the stack stops. */
final class RuntimeFile implements AutoCloseable {
  private final Path file;

  private RuntimeFile(Path file) {
    this.file = file;
  }

  static RuntimeFile write(Path file, Map<String, String> content) {
    Properties properties = new Properties();
    properties.putAll(content);
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(draft)) {
        properties.store(writer, "Where the running Anteroom is");
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return new RuntimeFile(file);
    } catch (IOException e) {
      throw new CannotStart(file + " can't be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
