package io.anteroom.streams.sequence;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.testkit.RoomStateContract;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Holds the stores of the topology, RocksDB and all, against the contract. */
class StoredRoomStateTest extends RoomStateContract {

  @TempDir private Path folder;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "sequence");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(new SequenceTopology(new Topics("t.")).get(), settings);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Override
  protected RoomState stateOf(EventId room) {
    return new StoredRoomState(
        room,
        new RoomStores(
            driver.getKeyValueStore("rooms"),
            driver.getKeyValueStore("spans"),
            driver.getKeyValueStore("serving"),
            driver.getKeyValueStore("tokens"),
            driver.getKeyValueStore("active"),
            driver.getKeyValueStore("answers"),
            driver.getKeyValueStore("answered")));
  }
}
