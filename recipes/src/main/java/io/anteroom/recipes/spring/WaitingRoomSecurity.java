package io.anteroom.recipes.spring;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** Lets in whoever has a token of the waiting room; the name of the visitor is the request id. */
@Configuration(proxyBeanMethods = false)
public class WaitingRoomSecurity {

  private static final Pattern REQUEST_ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);

  @Bean
  SecurityFilterChain visitors(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
        .build();
  }

  @Bean
  JwtDecoder tokens(
      @Value("${waiting-room.keys}") URI keys,
      @Value("${waiting-room.issuer}") String issuer,
      @Value("${waiting-room.room}") String room,
      @Value("${waiting-room.clock-skew:5s}") Duration clockSkew)
      throws MalformedURLException {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(published(keys))
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            wellHeaded(),
            timely(clockSkew),
            new JwtClaimValidator<String>("iss", issuer::equals),
            new JwtClaimValidator<List<String>>("aud", List.of(room)::equals),
            new JwtClaimValidator<Object>("token_use", "access"::equals),
            new JwtClaimValidator<String>("sub", WaitingRoomSecurity::isRequestId)));
    return decoder;
  }

  /**
   * The keys, fetched every five minutes and when a token names another one, but not more than
   * twice in ten seconds whatever strangers send; kept for an hour where they can't be had.
   */
  private static JWKSource<SecurityContext> published(URI keys) throws MalformedURLException {
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys.toURL(), new DefaultResourceRetriever(2_000, 2_000, 65_536))
            .cache(MINUTES.toMillis(5), SECONDS.toMillis(5))
            .refreshAheadCache(false)
            .rateLimited(SECONDS.toMillis(10))
            .outageTolerant(HOURS.toMillis(1))
            .build();
    return (wanted, context) -> {
      try {
        return source.get(wanted, context);
      } catch (RateLimitReachedException _) {
        // Asked a moment ago, and it was not there: a bad token, and no fault of the site.
        return List.of();
      }
    };
  }

  private static boolean isRequestId(@Nullable String subject) {
    return subject != null && REQUEST_ID.matcher(subject).matches();
  }

  /**
   * Without a {@code kid} the decoder would try every key; and {@code crit} names what must be
   * understood, where nothing of that is.
   */
  private static OAuth2TokenValidator<Jwt> wellHeaded() {
    OAuth2Error odd = new OAuth2Error("invalid_token", "The token's header is odd", null);
    return token ->
        token.getHeaders().containsKey("kid") && !token.getHeaders().containsKey("crit")
            ? OAuth2TokenValidatorResult.success()
            : OAuth2TokenValidatorResult.failure(odd);
  }

  /** With nothing said, a token without an end would be good for ever. */
  private static OAuth2TokenValidator<Jwt> timely(Duration clockSkew) {
    if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
      throw new IllegalArgumentException("clock skew must be 0 to 60 s, not " + clockSkew);
    }
    JwtTimestampValidator times = new JwtTimestampValidator(clockSkew);
    times.setAllowEmptyExpiryClaim(false);
    times.setAllowEmptyNotBeforeClaim(false);
    return times;
  }
}
