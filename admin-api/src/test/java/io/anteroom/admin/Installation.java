package io.anteroom.admin;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.edge.management.ManagementConfiguration;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.streams.StreamsConfiguration;
import io.anteroom.testkit.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Settings and topics of an installation on the backends of a test. */
final class Installation {

  static final String KEY_ID = "AKIATEST";
  static final String SECRET = "a-secret-for-tests-of-forty-characters--";
  static final String FIRST_ROOM = "Opening";

  private static final int JOIN_PARTITIONS = 3;
  private static final int ROOM_PARTITIONS = 2;

  private final LogConnection connection;
  private final Topics topics;
  private final Map<String, Object> properties = new HashMap<>();

  Installation(Backends backends, String prefix, Path folder) {
    connection = LogConnection.plain(backends.bootstrap());
    topics = new Topics(prefix);
    TopicSetup.ensure(connection, topics.all(JOIN_PARTITIONS, ROOM_PARTITIONS), 1);
    TicketKeyFile.readOrGenerate(ticketKeys(folder));
    properties.put("anteroom.kafka.bootstrap", backends.bootstrap());
    properties.put("anteroom.topic-prefix", prefix);
    properties.put("anteroom.redis.url", backends.redisUrl());
    properties.put("anteroom.event-id", FIRST_ROOM);
    properties.put("anteroom.ticket-key-file", ticketKeys(folder).toString());
    properties.put("anteroom.credentials-file", credentials(folder).toString());
    properties.put("anteroom.state-dir", folder.resolve("streams").toString());
    properties.put("anteroom.private-port", 0);
    properties.put("anteroom.management-port", 0);
  }

  static Path ticketKeys(Path folder) {
    return folder.resolve("ticket-key");
  }

  private static Path credentials(Path folder) {
    try {
      Path file = folder.resolve("credentials");
      Files.writeString(
          file,
          "[anteroom]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
              .formatted(KEY_ID, SECRET));
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LogConnection connection() {
    return connection;
  }

  Topics topics() {
    return topics;
  }

  ConfigurableApplicationContext startStreams() {
    return start(StreamsConfiguration.class, ManagementConfiguration.class);
  }

  ConfigurableApplicationContext startAdminApi() {
    return start(AdminApi.class);
  }

  private ConfigurableApplicationContext start(Class<?>... configurations) {
    return new SpringApplicationBuilder(configurations)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .properties(properties)
        .run();
  }
}
