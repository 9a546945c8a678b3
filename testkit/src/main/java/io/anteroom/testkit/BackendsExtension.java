package io.anteroom.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands {@link Backends} to the test methods, life cycle methods and constructors that ask for
 * them.
 *
 * <p>Broker and Redis start with the first class that needs them and stop with the test run.
 */
public final class BackendsExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(BackendsExtension.class);
  private static final AtomicInteger CLASSES = new AtomicInteger();

  @Override
  public void beforeAll(ExtensionContext context) {
    backends(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Backends.class;
  }

  @Override
  public Backends resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return backends(context);
  }

  /** A store also finds what an outer context holds, so nested classes share their outer's. */
  private static Backends backends(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Backends.class, key -> forClass(context), Backends.class);
  }

  private static Backends forClass(ExtensionContext context) {
    RunningBackends running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                RunningBackends.class, key -> RunningBackends.start(), RunningBackends.class);
    RedisFlush.flush(running.redisUrl());
    String prefix =
        context.getRequiredTestClass().getSimpleName() + "-" + CLASSES.incrementAndGet() + ".";
    return new Backends(running.bootstrap(), running.redisUrl(), prefix);
  }
}
