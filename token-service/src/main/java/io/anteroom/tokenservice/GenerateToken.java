package io.anteroom.tokenservice;

import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.Refusal;
import io.anteroom.tokens.OpenIdClaims;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.UnknownSigningKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** {@code POST /generate_token}: the tokens of a served place, the same ones however often. */
final class GenerateToken {

  private static final Logger log = LoggerFactory.getLogger(GenerateToken.class);

  private static final Duration SOON = Duration.ofSeconds(1);

  /** A key that is gone comes back by hand only. */
  private static final Duration LATER = Duration.ofMinutes(1);

  private final ClaimDesk desk;
  private final SigningPool signing;
  private final InstantSource clock;

  GenerateToken(ClaimDesk desk, SigningPool signing, InstantSource clock) {
    this.desk = desk;
    this.signing = signing;
    this.clock = clock;
  }

  /** As everybody may ask. */
  Mono<Answer> forVisitor(Call call) {
    return answer(desk.claim(TokenRequest.ofVisitor(call.json())), OpenIdClaims.NONE);
  }

  /** As the site's own programs may ask. */
  Mono<Answer> forSite(Call call) {
    JsonBody body = call.json();
    TokenRequest request = TokenRequest.ofSite(body);
    OpenIdClaims more = openIdClaims(body);
    return answer(
        call.idempotencyKey()
            .map(key -> desk.claim(request, key))
            .orElseGet(() -> desk.claim(request)),
        more);
  }

  private OpenIdClaims openIdClaims(JsonBody body) {
    Optional<Instant> login =
        body.optionalTruth("auth_time").filter(asked -> asked).map(_ -> clock.instant());
    return body.optionalText("nonce", nonce -> new OpenIdClaims(Optional.of(nonce), login))
        .orElseGet(() -> new OpenIdClaims(Optional.empty(), login));
  }

  private Mono<Answer> answer(CompletionStage<Claim> claim, OpenIdClaims more) {
    return Mono.fromCompletionStage(claim).flatMap(made -> answer(made, more));
  }

  private Mono<Answer> answer(Claim claim, OpenIdClaims more) {
    return switch (claim) {
      case Claim.Granted(var claims) -> granted(claims, more);
      case Claim.Refused(var reason) -> Mono.just(answer(reason));
      case Claim.Undecided(var why) -> Mono.error(new Refusal.Unavailable(why, SOON));
    };
  }

  private Mono<Answer> granted(TokenClaims claims, OpenIdClaims more) {
    return Mono.fromCompletionStage(signing.sign(claims, more))
        .map(tokens -> Answer.ok(body(tokens, claims, clock.instant())))
        .onErrorMap(
            RejectedExecutionException.class,
            _ -> new Refusal.Unavailable("too many tokens are signed at once", SOON))
        .onErrorMap(UnknownSigningKeyException.class, gone -> withoutKey(claims, gone));
  }

  private static Map<String, Object> body(SignedTokens tokens, TokenClaims claims, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", tokens.access());
    body.put("refresh_token", tokens.refresh());
    body.put("id_token", tokens.id());
    body.put("token_type", "Bearer");
    body.put("expires_in", secondsLeft(claims, now));
    return body;
  }

  /** Whole seconds as in the claims; within 0 and the validity, whatever this clock says. */
  static long secondsLeft(TokenClaims claims, Instant now) {
    long end = claims.expiresAt().getEpochSecond();
    long validity = end - claims.issuedAt().getEpochSecond();
    return Math.clamp(end - now.getEpochSecond(), 0, validity);
  }

  /** A key is kept until the last token that it signed has ended; then nobody can sign it again. */
  private Refusal withoutKey(TokenClaims claims, UnknownSigningKeyException gone) {
    if (!clock.instant().isBefore(claims.expiresAt())) {
      return new Refusal.Gone("the token of this request has expired");
    }
    log.error("tokens are asked for whose key was taken away too early: {}", gone.getMessage());
    return new Refusal.Unavailable("the token can't be signed at the moment", LATER);
  }

  private static Answer answer(Rejection reason) {
    return switch (reason) {
      case Rejection.UnknownRoom _ -> throw new Refusal.Malformed("there is no such event_id");
      case Rejection.UnknownRequest _ ->
          throw new Refusal.NotFound("there is no such request_id in this event");
      case Rejection.NotNumberedYet _ -> Answer.notYet("the request has no queue number yet");
      case Rejection.NotServedYet _ -> Answer.notYet("the queue number is not served yet");
      case Rejection.PositionExpired _ ->
          throw new Refusal.Gone("the position has expired: its turn was not taken in time");
      case Rejection.IdempotencyKeyReused _ ->
          throw new Refusal.Unprocessable("this Idempotency-Key came with another body before");
      case Rejection.SessionClosed _ ->
          throw new Refusal.Gone("the session of this request is over");
      case Rejection.NoToken _,
          Rejection.SessionAlreadySet _,
          Rejection.CounterOutOfRange _,
          Rejection.SpanAlreadyNumbered _,
          Rejection.ServingMoved _,
          Rejection.RoomPaused _,
          Rejection.StillCounting _ ->
          throw new IllegalStateException("a room refused a claim with " + reason);
    };
  }
}
