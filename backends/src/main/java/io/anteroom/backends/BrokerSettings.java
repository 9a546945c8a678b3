package io.anteroom.backends;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where a broker keeps its data and which loopback ports it takes.
 *
 * @param directory made at first use, carried on with afterwards
 * @param port of the clients' listener
 * @param controllerPort of the controller's listener
 */
public record BrokerSettings(Path directory, int port, int controllerPort) {
  static final int NODE = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";

  /** Settings with free ports, which stay the same for the life of the settings. */
  public static BrokerSettings in(Path directory) {
    return new BrokerSettings(directory, FreePort.find(), FreePort.find());
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrap() {
    return HOST + ":" + port;
  }

  /**
   * What makes one node behave like the whole: single copies, small heaps, and groups and
   * transactions that notice the death of a member within seconds. Also fit for a broker in a
   * container.
   */
  public static Map<String, String> tuning() {
    Map<String, String> tuning = new TreeMap<>();
    singleNode(tuning);
    quickGroups(tuning);
    small(tuning);
    return tuning;
  }

  Path data() {
    return directory.resolve("data");
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(tuning());
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(NODE));
    String controller = HOST + ":" + controllerPort;
    properties.put("controller.quorum.voters", NODE + "@" + controller);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put(
        "listeners", "PLAINTEXT://" + bootstrap() + "," + CONTROLLER_LISTENER + "://" + controller);
    properties.put("advertised.listeners", "PLAINTEXT://" + bootstrap());
    properties.put("log.dirs", data().toString());
    return properties;
  }

  private static void singleNode(Map<String, String> tuning) {
    tuning.put("offsets.topic.replication.factor", "1");
    tuning.put("offsets.topic.num.partitions", "4");
    tuning.put("transaction.state.log.replication.factor", "1");
    tuning.put("transaction.state.log.min.isr", "1");
    tuning.put("transaction.state.log.num.partitions", "4");
    tuning.put("share.coordinator.state.topic.replication.factor", "1");
    tuning.put("share.coordinator.state.topic.min.isr", "1");
    tuning.put("share.coordinator.state.topic.num.partitions", "1");
    tuning.put("default.replication.factor", "1");
    tuning.put("min.insync.replicas", "1");
    tuning.put("auto.create.topics.enable", "false");
    // A stack left alone for a long holiday carries on where it was.
    tuning.put("offsets.retention.minutes", String.valueOf(366 * 24 * 60));
    // After a kill the node's own former registration stands in its way for this long.
    tuning.put("broker.session.timeout.ms", "3000");
    tuning.put("broker.heartbeat.interval.ms", "500");
  }

  private static void quickGroups(Map<String, String> tuning) {
    tuning.put("group.initial.rebalance.delay.ms", "0");
    tuning.put("group.min.session.timeout.ms", "1000");
    for (String kind : new String[] {"consumer", "streams"}) {
      tuning.put("group." + kind + ".min.session.timeout.ms", "1000");
      tuning.put("group." + kind + ".session.timeout.ms", "4000");
      tuning.put("group." + kind + ".min.heartbeat.interval.ms", "100");
      tuning.put("group." + kind + ".heartbeat.interval.ms", "500");
    }
    // Looked at every 10 s by default, which would hold up readers long after a dead writer's end.
    tuning.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
  }

  private static void small(Map<String, String> tuning) {
    tuning.put("num.network.threads", "2");
    tuning.put("num.io.threads", "4");
    tuning.put("background.threads", "2");
    tuning.put("num.recovery.threads.per.data.dir", "2");
    tuning.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
    tuning.put("log.cleaner.io.buffer.size", String.valueOf(128 * 1024));
    tuning.put("metric.reporters", "");
  }
}
