package io.anteroom.edge;

import io.anteroom.contracts.http.ApiDocument;
import io.anteroom.edge.signature.Digests;
import java.time.Duration;
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
          case OIDC ->
              throw new IllegalArgumentException("OpenID clients have a discovery document");
          case MANAGEMENT -> throw new IllegalArgumentException("operators have no contract");
        });
  }

  private static Answer kept(byte[] json) {
    return Answer.okJson(json).keptFor(KEPT_FOR).named(Digests.sha256Hex(json));
  }

  @Override
  public Mono<Answer> answer(Call call) {
    return Mono.just(answer);
  }
}
