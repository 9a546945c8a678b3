package io.anteroom.streams;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this deployable, {@code anteroom.*}.
 *
 * @param kafka how to reach the log
 * @param redis where the mirror is kept
 * @param topicPrefix what the names of all topics start with
 * @param stateDir the folder for state stores
 * @param streams how the work is spread
 */
@ConfigurationProperties("anteroom")
record StreamsSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue Redis redis,
    @DefaultValue(Topics.DEFAULT_PREFIX) String topicPrefix,
    @DefaultValue(".anteroom/streams") Path stateDir,
    @DefaultValue Streams streams) {

  /**
   * How to reach the log.
   *
   * @param bootstrap brokers as {@code host:port}, separated by commas
   * @param security client settings for encryption and authentication
   */
  record Kafka(
      @DefaultValue("localhost:9092") String bootstrap,
      @DefaultValue Map<String, String> security) {}

  /**
   * Where the mirror is kept.
   *
   * @param url {@code redis://host:port} or, with TLS, {@code rediss://host:port}
   */
  record Redis(@DefaultValue("redis://localhost:6379") URI url) {}

  /**
   * How the work is spread; see {@link NumberingSettings}.
   *
   * @param replication copies of each topic
   * @param standbys copies of the state that wait in other instances
   * @param threads threads of each application
   * @param joinPartitions partitions of the joins topic, where it must be made
   * @param roomPartitions partitions over which rooms are spread, where they must be made
   */
  record Streams(
      @DefaultValue("1") int replication,
      @DefaultValue("0") int standbys,
      @DefaultValue("1") int threads,
      @DefaultValue("12") int joinPartitions,
      @DefaultValue("12") int roomPartitions) {}

  LogConnection connection() {
    return new LogConnection(kafka.bootstrap(), kafka.security());
  }

  Topics topics() {
    return new Topics(topicPrefix);
  }

  NumberingSettings numbering() {
    return new NumberingSettings(
        connection(),
        topics(),
        stateDir,
        streams.replication(),
        streams.standbys(),
        streams.threads());
  }
}
