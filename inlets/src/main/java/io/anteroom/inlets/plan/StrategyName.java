package io.anteroom.inlets.plan;

import io.anteroom.domain.inlet.InletStrategy;
import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Refill;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What strategies are called in settings and answers. */
public enum StrategyName {
  PERIODIC,
  MAX_SIZE,
  REFILL;

  /** The name of a strategy. */
  public static StrategyName of(InletStrategy strategy) {
    return switch (strategy) {
      case Periodic _ -> PERIODIC;
      case MaxSize _ -> MAX_SIZE;
      case Refill _ -> REFILL;
    };
  }

  static Optional<StrategyName> read(String text) {
    return Arrays.stream(values()).filter(name -> name.toString().equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(StrategyName::toString).collect(Collectors.joining(", "));
  }

  /** As it is written, such as {@code max_size}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
