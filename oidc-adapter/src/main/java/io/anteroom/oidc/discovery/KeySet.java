package io.anteroom.oidc.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.tokens.KeysUnavailableException;
import io.anteroom.tokens.PublishedKeys;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * {@code GET /.well-known/jwks.json}: every key that tokens may be signed with, as token-service
 * publishes them.
 */
public final class KeySet {

  /** On top of how old those may be that are shown. */
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);

  private static final Duration SOON = Duration.ofSeconds(5);

  private final PublishedKeys keys;
  private final SlowWork work;

  /** Shows these keys, which may have to be fetched. */
  public KeySet(PublishedKeys keys, SlowWork work) {
    this.keys = keys;
    this.work = work;
  }

  /** Shows them. */
  public Mono<Answer> answer(Call call) {
    return work.answer(
        () -> {
          try {
            return Answer.okJson(keys.all().jwks().getBytes(UTF_8)).keptFor(KEPT_FOR);
          } catch (KeysUnavailableException _) {
            throw notNow();
          }
        },
        () -> {
          throw notNow();
        });
  }

  private static Refusal notNow() {
    return new Refusal.Unavailable("the keys can't be had at the moment", SOON);
  }
}
