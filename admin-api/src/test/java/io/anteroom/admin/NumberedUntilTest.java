package io.anteroom.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.room.PartitionOffsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberedUntilTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private Instant now = NOON;
  private PartitionOffsets joins = PartitionOffsets.ZERO;
  private final NumberedUntil numbered = new NumberedUntil(() -> now);

  private static PartitionOffsets offsets(long one, long other) {
    return new PartitionOffsets(Map.of(0, one, 1, other));
  }

  private void look(int second, PartitionOffsets numberedTo) {
    now = NOON.plusSeconds(second);
    numbered.look(numberedTo, () -> joins);
  }

  @Test
  void goesOnWhileNobodyJoins() {
    assertThat(numbered.time()).isEmpty();
    look(0, PartitionOffsets.ZERO);
    assertThat(numbered.time()).contains(NOON);
    look(2, PartitionOffsets.ZERO);
    assertThat(numbered.time()).contains(NOON.plusSeconds(2));
  }

  @Test
  void goesOnBehindThoseWhoJoinAllTheTime() {
    joins = offsets(10, 10);
    look(0, offsets(8, 10));
    joins = offsets(20, 20);
    look(2, offsets(18, 18));
    assertThat(numbered.time()).contains(NOON);
    look(4, offsets(18, 18));
    joins = offsets(30, 30);
    look(6, offsets(21, 20));
    assertThat(numbered.time()).contains(NOON.plusSeconds(4));
  }

  @Test
  void standsStillWithNumbering() {
    look(0, PartitionOffsets.ZERO);
    joins = offsets(10, 10);
    look(2, offsets(10, 3));
    look(4, offsets(10, 3));

    assertThat(numbered.time()).contains(NOON);
  }

  @Test
  void doesNotSeemToHaveStoodStillAfterATimeInWhichNobodyCouldSay() {
    joins = offsets(10, 10);
    look(0, offsets(8, 10));
    numbered.forget();

    look(60, offsets(10, 10));

    assertThat(numbered.time()).contains(NOON.plusSeconds(60));
  }

  @Test
  void forgetsWhereNobodyCanSay() {
    look(0, PartitionOffsets.ZERO);
    assertThatThrownBy(() ->
            numbered.look(
                PartitionOffsets.ZERO,
                () -> {
                  throw new IllegalStateException("away");
                }))
        .isInstanceOf(IllegalStateException.class);
    numbered.forget();
    assertThat(numbered.time()).isEmpty();
    look(2, PartitionOffsets.ZERO);
    assertThat(numbered.time()).contains(NOON.plusSeconds(2));
  }
}
