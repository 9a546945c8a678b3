package io.anteroom.edge.management;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that a service needs before calls should be sent to it.
 *
 * @param name service and thing, such as {@code ingress-api/log}; one of a kind in a process
 * @param trouble what is wrong with it, in words; empty if nothing is. Looks at what is known
 *     already: it never waits
 */
public record ReadinessCheck(String name, Supplier<Optional<String>> trouble) {

  /** A check that is right or wrong, with the same words whenever it is wrong. */
  public static ReadinessCheck of(String name, BooleanSupplier right, String otherwise) {
    return new ReadinessCheck(
        name, () -> right.getAsBoolean() ? Optional.empty() : Optional.of(otherwise));
  }
}
