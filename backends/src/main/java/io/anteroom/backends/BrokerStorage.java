package io.anteroom.backends;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/** Formats a broker's directory at its first use with Kafka's own storage tool. */
final class BrokerStorage {
  private BrokerStorage() {}

  static void formatIfNew(BrokerSettings settings) {
    // Written last: without it an earlier attempt was cut off, and formatting starts over.
    if (Files.exists(settings.data().resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Files.createDirectories(settings.data());
      String[] format = {
        "format",
        "--ignore-formatted",
        "--cluster-id",
        Uuid.randomUuid().toString(),
        "--config",
        configuration(settings).toString()
      };
      if (StorageTool.execute(format, out) != 0) {
        throw new BackendFailed(
            "the broker's directory can't be prepared: " + said.toString(StandardCharsets.UTF_8));
      }
    } catch (IOException | KafkaException e) {
      throw new BackendFailed(
          "the broker's directory " + settings.directory() + " can't be prepared", e);
    }
  }

  private static Path configuration(BrokerSettings settings) throws IOException {
    Path file = settings.directory().resolve("format.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.properties().store(writer, "What the broker's directory was formatted with");
    }
    return file;
  }
}
