package io.anteroom.recipes.openid;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;

/** Sends everybody through the waiting room; the name of the visitor is the request id. */
@Configuration(proxyBeanMethods = false)
public class WaitingRoomLogin {

  @Bean
  SecurityFilterChain visitors(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests -> requests.anyRequest().access((who, _) -> mayStay(who)))
        .oauth2Login(Customizer.withDefaults())
        .build();
  }

  /** The session of the site would outlive the token; who comes after that is sent away anew. */
  private static AuthorizationDecision mayStay(Supplier<? extends @Nullable Authentication> who) {
    Authentication visitor = who.get();
    if (visitor == null || !(visitor.getPrincipal() instanceof OidcUser user)) {
      return new AuthorizationDecision(false);
    }
    Instant end = user.getIdToken().getExpiresAt();
    if (end == null || !Instant.now().isBefore(end)) {
      throw new CredentialsExpiredException("the token of this visitor is over");
    }
    return new AuthorizationDecision(true);
  }
}
