package io.anteroom.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.admin.activity.History.Step;
import io.anteroom.readmodel.TokenCounts;
import io.anteroom.readmodel.TokenCounts.EndingLater;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** One step each; {@link ActivitySimulationTest} looks at whole hours. */
class ActiveTokensTest {

  private static Optional<Long> active(long tokens, long closed, TokenCounts counts) {
    Levels levels = new Levels(100, 100, tokens, 0, closed);
    Step step = new Step(0, OptionalLong.empty(), 0, Optional.of(levels));
    return ActiveTokens.atEnds(List.of(step), counts).getFirst();
  }

  private static TokenCounts counts(long made, long open, long openEndingLater, long allEnding) {
    return new TokenCounts(made, open, List.of(new EndingLater(openEndingLater, allEnding)));
  }

  @Test
  void leavesOutWhatWasMadeSinceAndPutsBackWhatWasClosedSince() {
    assertThat(active(6, 1, counts(10, 7, 7, 10))).contains(5L);
  }

  @Test
  void doesNotPutBackASessionWhoseTokenHadEnded() {
    assertThat(active(1, 0, counts(1, 0, 0, 0))).contains(0L);
  }

  @Test
  void mayTakeASessionWhoseTokenHadEndedForOneThatWasClosedBefore() {
    assertThat(active(2, 1, counts(2, 0, 0, 1))).contains(1L);
  }

  @Test
  void goesOnWithTheLogWhereRedisWasAskedBefore() {
    assertThat(active(12, 4, counts(10, 7, 7, 10))).contains(8L);
  }

  @Test
  void saysNothingOfTheTimeBeforeTheGeneration() {
    Step before = new Step(3, OptionalLong.empty(), 3, Optional.empty());

    assertThat(ActiveTokens.atEnds(List.of(before), counts(1, 1, 1, 1)).getFirst()).isEmpty();
  }
}
