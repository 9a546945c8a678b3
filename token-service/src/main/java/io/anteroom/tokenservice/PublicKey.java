package io.anteroom.tokenservice;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.tokens.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** {@code GET /public_key}: the key that signs new tokens, one and the same for every room. */
final class PublicKey {

  /** A site asks seldom; docs/operating.md says how keys are changed in spite of it. */
  static final Duration KEPT_FOR = Duration.ofHours(2);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Rooms rooms;
  private final byte[] jwk;

  PublicKey(Rooms rooms, SigningKeys keys) {
    this.rooms = rooms;
    this.jwk = keys.currentJwk().getBytes(StandardCharsets.UTF_8);
  }

  Mono<Answer> answer(Call call) {
    String eventId = call.query().text("event_id", Refusal.NotFound::new);
    if (!EventId.isValid(eventId)) {
      throw unknown();
    }
    return switch (rooms.room(new EventId(eventId))) {
      case RoomAnswer.Known _ -> Mono.just(Answer.okJson(jwk).keptFor(KEPT_FOR));
      case RoomAnswer.Unknown _ -> throw unknown();
      case RoomAnswer.Unavailable _ ->
          throw new Refusal.Unavailable("the state of the room is not known at the moment", SOON);
    };
  }

  private static Refusal unknown() {
    return new Refusal.NotFound("there is no such event_id");
  }
}
