package io.anteroom.tokenservice;

import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.readmodel.ReadModelSettings;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service without its ports: two faces, and what stands behind them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  EdgeSettings.class,
  LogSettings.class,
  ReadModelSettings.class,
  TokenServiceSettings.class
})
@Import(TokenServiceWatch.class)
public class TokenServiceConfiguration {

  private static final Logger log = LoggerFactory.getLogger(TokenServiceConfiguration.class);

  /** A room answers in a fraction of a second; whoever waits longer asks again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  SigningKeys signingKeys(TokenServiceSettings settings) {
    return SigningKeys.load(settings.requiredSigningKeyFile());
  }

  @Bean
  SigningPool signingPool(SigningKeys keys, MeterRegistry meters) {
    TokenSigner signer = new TokenSigner(keys);
    log.info("Tokens are signed by {}", signer.provider());
    return new SigningPool(signer, meters);
  }

  @Bean
  CommandClient commandClient(LogSettings settings, MeterRegistry meters) {
    return new CommandClient(settings.connection(), settings.topics(), PATIENCE, meters);
  }

  @Bean
  RoomViews roomViews(ReadModelSettings settings) {
    return RoomViews.start(settings.url(), RoomViewsSettings.DEFAULT);
  }

  @Bean
  Rooms rooms(RoomViews views, CommandClient commands) {
    return new LiveRooms(views, commands);
  }

  @Bean
  GenerateToken generateToken(LogSettings log, Rooms rooms, SigningKeys keys, SigningPool signing) {
    InstantSource clock = InstantSource.system();
    ClaimDesk desk = new ClaimDesk(rooms, log.tickets(), keys.current(), clock);
    return new GenerateToken(desk, signing, clock);
  }

  @Bean
  Face visitors(GenerateToken generateToken, Rooms rooms, SigningKeys keys, EdgeSettings edge) {
    return TokenFaces.visitors(
        generateToken, new PublicKey(rooms, keys), new KeySet(keys), edge.publicAccess());
  }

  @Bean
  Face site(GenerateToken generateToken, EdgeSettings settings) {
    return TokenFaces.site(generateToken, settings.privateAccess());
  }
}
