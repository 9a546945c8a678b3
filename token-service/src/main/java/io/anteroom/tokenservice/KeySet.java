package io.anteroom.tokenservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.tokens.SigningKeys;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * {@code GET /.well-known/jwks.json}: every key that tokens may be signed with, old and new, as a
 * JWK set (RFC 7517). The same for every room, so that none needs to be named.
 */
final class KeySet {

  /**
   * A new key is known everywhere soon; docs/operating.md says how long to wait before it signs.
   */
  static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private final Answer answer;

  KeySet(SigningKeys keys) {
    this.answer = Answer.okJson(keys.publicKeys().jwks().getBytes(UTF_8)).keptFor(KEPT_FOR);
  }

  Mono<Answer> answer(Call call) {
    return Mono.just(answer);
  }
}
