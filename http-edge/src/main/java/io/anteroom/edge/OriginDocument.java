package io.anteroom.edge;

import io.anteroom.contracts.http.ApiDocument;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import reactor.core.publisher.Mono;

/** Shows the OpenAPI document of an origin. It is the same as long as the program runs. */
final class OriginDocument implements Endpoint {

  /** A new version of the program is known everywhere soon enough. */
  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private final Answer answer;

  private OriginDocument(Answer answer) {
    this.answer = answer;
  }

  /** Everybody may keep the public one; a cache must not show the private one to others. */
  static OriginDocument of(Origin origin) {
    return new OriginDocument(
        switch (origin) {
          case PUBLIC -> kept(ApiDocument.PUBLIC.json());
          case PRIVATE -> Answer.okJson(ApiDocument.PRIVATE.json());
          case MANAGEMENT -> throw new IllegalArgumentException("operators have no contract");
        });
  }

  private static Answer kept(byte[] json) {
    return Answer.okJson(json).keptFor(KEPT_FOR).named(digest(json));
  }

  private static String digest(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Mono<Answer> answer(Call call) {
    return Mono.just(answer);
  }
}
