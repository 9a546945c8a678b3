package io.anteroom.tokenservice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.TokenSigner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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

  private final TokenSigner signer;
  private final ThreadPoolExecutor threads;
  private final Cache<TokenClaims, SignedTokens> kept =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  SigningPool(TokenSigner signer) {
    this(signer, Runtime.getRuntime().availableProcessors(), QUEUE);
  }

  SigningPool(TokenSigner signer, int threads, int queue) {
    this.signer = signer;
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
    try {
      return CompletableFuture.supplyAsync(() -> signAndKeep(claims), threads);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private SignedTokens signAndKeep(TokenClaims claims) {
    SignedTokens tokens = signer.sign(claims);
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
