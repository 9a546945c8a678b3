package io.anteroom.eventlog;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.TicketCodec;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service reaches the log, and reads the tickets that name places in it.
 *
 * @param kafka the log
 * @param topicPrefix what the names of all topics begin with
 * @param ticketKeyFile the keys that make and open request ids; not every service needs them
 */
@ConfigurationProperties("anteroom")
public record LogSettings(
    @DefaultValue Kafka kafka,
    @DefaultValue(Topics.DEFAULT_PREFIX) String topicPrefix,
    @Nullable Path ticketKeyFile) {

  /**
   * The log.
   *
   * @param bootstrap brokers as {@code host:port}, separated by commas
   * @param security client settings for encryption and authentication
   */
  public record Kafka(
      @DefaultValue("localhost:9092") String bootstrap,
      @DefaultValue Map<String, String> security) {

    /** Never shows how to get in. */
    @Override
    public String toString() {
      return "Kafka[" + bootstrap + ", " + security.size() + " hidden]";
    }
  }

  /** Where the log is and how to get in. */
  public LogConnection connection() {
    return new LogConnection(kafka.bootstrap(), kafka.security());
  }

  /** The topics of this installation. */
  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /**
   * Reads the ticket keys.
   *
   * @throws IllegalStateException if no file is named or it can't be used; the message says which
   */
  public TicketCodec tickets() {
    if (ticketKeyFile == null) {
      throw new IllegalStateException(
          "anteroom.ticket-key-file (ANTEROOM_TICKET_KEY_FILE) must be set");
    }
    return TicketKeyFile.read(ticketKeyFile);
  }
}
