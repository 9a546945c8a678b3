package io.anteroom.oidc.token;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.oidc.client.Client;
import io.anteroom.oidc.code.Code;
import io.anteroom.oidc.code.Codes;
import io.anteroom.oidc.code.UsedCodes;
import io.anteroom.oidc.place.Tokens;
import io.anteroom.oidc.place.Turn;
import io.anteroom.oidc.place.Turns;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives tokens for codes, once for each. What can be tried again comes first: only when the tokens
 * are there the code is marked as used, which can't be taken back.
 */
public final class Redemption {

  private final Codes codes;
  private final UsedCodes used;
  private final Turns turns;
  private final boolean takesRequestIds;
  private final InstantSource clock;

  /**
   * @param turns which give tokens
   * @param takesRequestIds whether a request id counts as a code, as with the retired product: any
   *     number of times, for all redirect URIs of a client, and without a nonce
   */
  public Redemption(
      Codes codes, UsedCodes used, Turns turns, boolean takesRequestIds, InstantSource clock) {
    this.codes = codes;
    this.used = used;
    this.turns = turns;
    this.takesRequestIds = takesRequestIds;
    this.clock = clock;
  }

  /** A code, and what else its sender must know of it. */
  record Offer(String code, Optional<String> redirectUri, Optional<String> verifier) {}

  /**
   * The tokens for a code.
   *
   * @throws TokenRefusal if it is not good, or nobody can say
   */
  Tokens redeem(Client client, Offer offer) {
    if (takesRequestIds && RequestId.isWellFormed(offer.code())) {
      return ofRequestId(client, offer);
    }
    Code code =
        codes
            .open(offer.code())
            .orElseThrow(() ->
                TokenRefusal.badCode(Outcome.UNKNOWN_CODE, "this is no code of this provider"));
    requireGood(code, client, offer);
    Tokens tokens = tokens(code.grant().room(), code.grant().place(), code.grant().nonce());
    if (!isFirstUse(code)) {
      throw TokenRefusal.badCode(Outcome.USED_CODE, "the code was used before");
    }
    return tokens;
  }

  private Tokens tokens(EventId room, RequestId place, Optional<String> nonce) {
    return switch (turns.takeForLogin(room, place, nonce)) {
      case Turn.Here(_, var tokens) -> tokens;
      case Turn.NotYet(), Turn.Over(), Turn.NoSuchRoom() ->
          throw TokenRefusal.badCode(Outcome.NOT_SERVED, "the place of this code lets nobody in");
      case Turn.NotKnown _ -> throw TokenRefusal.unavailable("tokens can't be had at the moment");
    };
  }

  private void requireGood(Code code, Client client, Offer offer) {
    if (!clock.instant().isBefore(code.end())) {
      throw TokenRefusal.badCode(Outcome.EXPIRED_CODE, "the time of the code is over");
    }
    if (!code.grant().isFor(client)) {
      throw TokenRefusal.badCode(
          Outcome.CODE_OF_ANOTHER_CLIENT, "the code was made for another client");
    }
    if (offer.redirectUri().filter(code.grant()::wentTo).isEmpty()) {
      throw TokenRefusal.badCode(
          Outcome.OTHER_REDIRECT_URI, "redirect_uri is not the one that the code was sent to");
    }
    if (!code.grant().isProvenBy(offer.verifier())) {
      throw TokenRefusal.badCode(
          Outcome.NOT_PROVEN, "code_verifier does not fit to what the code was asked for with");
    }
  }

  private boolean isFirstUse(Code code) {
    try {
      return used.use(code);
    } catch (LogUnavailableException _) {
      throw TokenRefusal.unavailable("nobody can say at the moment whether the code was used");
    }
  }

  private Tokens ofRequestId(Client client, Offer offer) {
    if (offer.redirectUri().filter(uri -> !client.redirectsTo(uri)).isPresent()) {
      throw TokenRefusal.badCode(
          Outcome.OTHER_REDIRECT_URI, "redirect_uri is none of the client's");
    }
    if (offer.verifier().isPresent()) {
      throw TokenRefusal.badCode(
          Outcome.NOT_PROVEN, "a request id as code goes without a code_verifier");
    }
    return tokens(client.room(), RequestId.parse(offer.code()), Optional.empty());
  }
}
