package io.anteroom.tokenservice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.OpenIdClaims;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.TokenSigner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Signs on threads of its own, so that signing, the one thing here that takes the processor for
 * long, never holds up an event loop. Who comes when the line is full is turned away at once.
 */
final class SigningPool implements AutoCloseable {

  /** About a second's work for two cores: who waits longer has given up and asked again. */
  private static final int QUEUE = 2000;

  /** Three tokens take about 2 KiB, so this is 20 MiB: whoever asks again soon costs nothing. */
  private static final int KEPT = 10_000;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** Three signatures take half a millisecond; the rest is a line of others. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500)
  };

  private final TokenSigner signer;
  private final Timer timer;
  private final ThreadPoolExecutor threads;
  private final Cache<TokenClaims, SignedTokens> kept =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  SigningPool(TokenSigner signer, MeterRegistry meters) {
    this(signer, meters, Runtime.getRuntime().availableProcessors(), QUEUE);
  }

  SigningPool(TokenSigner signer, MeterRegistry meters, int threads, int queue) {
    this.signer = signer;
    this.timer =
        Timer.builder("anteroom.token.signing")
            .description("Time until the tokens of new claims are signed, with the wait in line")
            .serviceLevelObjectives(BUCKETS)
            .register(meters);
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("signing-", 0).factory());
  }

  /**
   * The tokens of these claims.
   *
   * @return fails with {@link java.util.concurrent.RejectedExecutionException} when the line is
   *     full, and with {@link io.anteroom.tokens.UnknownSigningKeyException} when the key is gone
   */
  CompletableFuture<SignedTokens> sign(TokenClaims claims) {
    Optional<SignedTokens> before = Optional.ofNullable(kept.getIfPresent(claims));
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(before.get());
    }
    long began = System.nanoTime();
    return inLine(() -> signAndKeep(claims, began));
  }

  /**
   * The same with an id token that says what an OpenID client asks for; that one is not kept, since
   * each login has its own.
   */
  CompletableFuture<SignedTokens> sign(TokenClaims claims, OpenIdClaims more) {
    return more.equals(OpenIdClaims.NONE)
        ? sign(claims)
        : sign(claims)
            .thenCompose(tokens -> inLine(() -> tokens.withId(signer.signId(claims, more))));
  }

  private CompletableFuture<SignedTokens> inLine(Supplier<SignedTokens> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private SignedTokens signAndKeep(TokenClaims claims, long began) {
    SignedTokens tokens = signer.sign(claims);
    timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    kept.put(claims, tokens);
    return tokens;
  }

  /** Ends what has begun, and takes no more. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
