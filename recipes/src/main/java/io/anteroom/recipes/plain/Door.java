package io.anteroom.recipes.plain;

import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublishedKeys;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import io.anteroom.tokens.servlet.WaitingRoomFilter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The door of a site, with the waiting room in front. */
public final class Door {

  private final URI waitingPage;
  private final TokenVerifier verifier;

  /** The public origin is {@code https://waiting.example}, say, and issues the tokens. */
  public Door(URI publicOrigin, String issuer, String room) {
    waitingPage = publicOrigin.resolve("/?event_id=" + room);
    verifier = new TokenVerifier(PublishedKeys.at(publicOrigin), Expectation.access(room, issuer));
  }

  /** In a servlet container: stands before every page. */
  public void guard(ServletContext site) {
    FilterRegistration.Dynamic door =
        site.addFilter("waiting room", new WaitingRoomFilter(verifier, waitingPage));
    door.setAsyncSupported(true);
    door.addMappingForUrlPatterns(null, false, "/*");
  }

  /** Anywhere else: the request id of whoever may come in. */
  public Optional<String> admits(String token) {
    return switch (verifier.verify(token, Instant.now())) {
      case Valid(TokenClaims claims) -> Optional.of(claims.subject().toString());
      case Invalid _ -> Optional.empty();
    };
  }
}
