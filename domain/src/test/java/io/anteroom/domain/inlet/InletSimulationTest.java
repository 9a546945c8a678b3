package io.anteroom.domain.inlet;

import io.anteroom.domain.Seeds;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inlets before the real room, among people and networks as they are. The invariants have their
 * names in docs/INVARIANTS.md.
 */
class InletSimulationTest {

  static LongStream seeds() {
    return Seeds.upTo(60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void refillKeepsTheSiteFullAndNeverAboveItsMaximum(long seed) {
    Seeds.run(seed, random -> new SiteSimulation(random, Refill::new).run());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void maxSizePassesOnEachPlaceOnceAndNoneIsLost(long seed) {
    Seeds.run(seed, random -> new SiteSimulation(random, MaxSize::new).run());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void periodicCountsEachTickOnceAndMakesUpForNone(long seed) {
    Seeds.run(seed, random -> new TickSimulation(random).run());
  }
}
