package io.anteroom.inlets.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.command.IdempotencyKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final Instant DUE = Instant.ofEpochSecond(1_763_640_000);

  @Test
  void namesATickTheSameInEveryReplica() {
    assertThat(Keys.ofTick("main", DUE)).isEqualTo("periodic.main.1763640000");
  }

  @Test
  void namesAMessageTheSameWheneverItComesAndApartByInlet() {
    assertThat(Keys.ofMessage("main", "message-1"))
        .isEqualTo(Keys.ofMessage("main", "message-1"))
        .isNotEqualTo(Keys.ofMessage("main", "message-2"))
        .isNotEqualTo(Keys.ofMessage("other", "message-1"));
  }

  @Test
  void makesAKeyThatARoomTakesOfAnyMessageId() {
    String key = Keys.ofMessage("a".repeat(64), "\u00e9 \n".repeat(1_000));

    assertThat(new IdempotencyKey(key, "body").key()).isEqualTo(key);
  }

  @Test
  void namesEveryLookAnew() {
    assertThat(Keys.ofLook()).isNotEqualTo(Keys.ofLook());
  }
}
