package io.anteroom.site.door;

import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;

/** The cookie that holds a token, and with it a turn, for as long as that is good. */
public final class TurnCookie {

  /** As the filter of {@code tokens} looks for it. */
  private static final String NAME = "anteroom_token";

  private final Cookies cookies;
  private final TokenVerifier verifier;
  private final InstantSource clock;

  /**
   * Cookies with tokens that this verifier takes.
   *
   * @param secure whether the shop is reached by TLS
   */
  public TurnCookie(TokenVerifier verifier, boolean secure, InstantSource clock) {
    this.cookies = new Cookies(NAME, "/", secure);
    this.verifier = verifier;
    this.clock = clock;
  }

  /** What is to be made of a token that did not come in a cookie. */
  Verdict judge(String token) {
    return verifier.verify(token, clock.instant());
  }

  /** Gives a browser its turn. */
  void keep(String token, TokenClaims claims, HttpServletResponse response) {
    cookies.keep(token, Duration.between(clock.instant(), claims.expiresAt()), response);
  }

  /** Takes the turn away, for instance since it has been used. */
  public void forget(HttpServletResponse response) {
    cookies.forget(response);
  }

  boolean isIn(HttpServletRequest request) {
    return cookies.in(request).findAny().isPresent();
  }

  /** Whether there is one that lets nobody in; while nobody can say, there is none. */
  boolean isStaleIn(HttpServletRequest request) {
    return cookies
        .in(request)
        .map(this::judge)
        .anyMatch(
            verdict -> verdict instanceof Invalid(Flaw flaw) && flaw != Flaw.KEYS_UNAVAILABLE);
  }
}
