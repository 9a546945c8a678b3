package io.anteroom.oidc;

import io.anteroom.edge.Body;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.oidc.authorize.AuthorizeFace;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.code.Codes;
import io.anteroom.oidc.code.UsedCodes;
import io.anteroom.oidc.discovery.Discovery;
import io.anteroom.oidc.discovery.KeySet;
import io.anteroom.oidc.place.Line;
import io.anteroom.oidc.place.PlaceCookie;
import io.anteroom.oidc.place.Turns;
import io.anteroom.oidc.provider.OidcSettings;
import io.anteroom.oidc.provider.ProviderAddress;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.oidc.seal.Sealer;
import io.anteroom.oidc.seal.SealingKeys;
import io.anteroom.oidc.token.Redemption;
import io.anteroom.oidc.token.TokenEndpoint;
import io.anteroom.oidc.userinfo.UserInfoEndpoint;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import io.anteroom.tokens.PublishedKeys;
import io.anteroom.waitingpage.WaitingPage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service without its port: its faces, and what stands behind them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeSettings.class, OidcSettings.class, LogSettings.class})
@Import(OidcWatch.class)
public class OidcConfiguration {

  private static final Logger log = LoggerFactory.getLogger(OidcConfiguration.class);

  /** A used code is in the log within a fraction of a second; whoever waits longer is told so. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Ten thousand logins a second, should each wait a tenth of one. Each holds some KiB. */
  private static final int MOST_AT_ONCE = 1024;

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  ProviderAddress address(OidcSettings settings) {
    return settings.address();
  }

  @Bean
  Clients clients(OidcSettings settings) {
    Clients clients = Clients.from(settings.clients(), settings.clientsFile());
    if (clients.isEmpty()) {
      log.info("No OpenID client is configured, so nobody can log in");
    }
    return clients;
  }

  @Bean
  Sealer sealer(OidcSettings settings) {
    return new Sealer(SealingKeys.read(settings.requiredKeyFile()));
  }

  @Bean
  Codes codes(Sealer sealer, InstantSource clock) {
    return new Codes(sealer, clock);
  }

  @Bean
  UsedCodes usedCodes(LogSettings settings, InstantSource clock) {
    return new UsedCodes(settings.connection(), settings.topics().usedCodes(), PATIENCE, clock);
  }

  @Bean
  PrivateOrigin privateOrigin(OidcSettings settings) {
    Credentials credentials = Credentials.load(settings.requiredCredentialsFile());
    return new PrivateOrigin(
        settings.privateOrigin(), new Signer(credentials, settings.signingRegion()), Pace.USUAL);
  }

  @Bean
  PublishedKeys publishedKeys(OidcSettings settings, EdgeSettings edge) {
    return edge.originKey()
        .map(key -> PublishedKeys.at(settings.publicOrigin(), key))
        .orElseGet(() -> PublishedKeys.at(settings.publicOrigin()));
  }

  /** What people wait for. */
  @Bean
  SlowWork visits() {
    return new SlowWork(MOST_AT_ONCE);
  }

  /** What sites wait for; a crowd at the door does not keep those from coming in who had a turn. */
  @Bean
  SlowWork exchanges() {
    return new SlowWork(MOST_AT_ONCE);
  }

  @Bean
  Line line(OidcSettings settings, EdgeSettings edge) {
    return new Line(settings.publicOrigin(), edge.originKey());
  }

  @Bean
  Turns turns(PrivateOrigin origin, ProviderAddress address) {
    return new Turns(origin, address.issuer());
  }

  @Bean
  Redemption redemption(
      Codes codes, UsedCodes used, Turns turns, OidcSettings settings, InstantSource clock) {
    boolean takesRequestIds = settings.oidc().requestIdAsCode();
    if (takesRequestIds) {
      log.warn(
          "A request id counts as a code, any number of times and without a nonce"
              + " (anteroom.oidc.request-id-as-code)");
    }
    return new Redemption(codes, used, turns, takesRequestIds, clock);
  }

  @Bean
  TokenEndpoint tokenEndpoint(
      Clients clients,
      ProviderAddress address,
      Redemption redemption,
      SlowWork exchanges,
      MeterRegistry meters) {
    return new TokenEndpoint(clients, address, redemption, exchanges, meters);
  }

  @Bean
  UserInfoEndpoint userInfoEndpoint(
      Clients clients,
      ProviderAddress address,
      PublishedKeys keys,
      SlowWork exchanges,
      InstantSource clock) {
    return new UserInfoEndpoint(clients, address.issuer(), keys, exchanges, clock);
  }

  @Bean
  WaitingPage pages(OidcSettings settings) {
    return new WaitingPage(settings.look());
  }

  /** Where people come to. */
  @Bean
  Face people(
      ProviderAddress address,
      WaitingPage pages,
      OidcSettings settings,
      Clients clients,
      Sealer sealer,
      Turns turns,
      Line line,
      Codes codes,
      UsedCodes used,
      SlowWork visits,
      InstantSource clock) {
    return AuthorizeFace.of(
        address,
        pages,
        settings.publicOrigin(),
        clients,
        new PlaceCookie(sealer, address),
        turns,
        line,
        codes,
        used,
        visits,
        clock);
  }

  /** What sites and their software call; also from browsers, wherever their pages are from. */
  @Bean
  Face sites(
      ProviderAddress address,
      TokenEndpoint tokens,
      UserInfoEndpoint userInfo,
      PublishedKeys keys,
      SlowWork exchanges) {
    return Face.openId()
        .forAnySite()
        .get(ProviderAddress.DISCOVERY, new Discovery(address)::answer)
        .get(ProviderAddress.KEYS, new KeySet(keys, exchanges)::answer)
        .post(ProviderAddress.TOKEN, Body.form(), tokens::answer)
        .get(ProviderAddress.USER_INFO, userInfo::answer)
        .post(ProviderAddress.USER_INFO, Body.form(), userInfo::answer)
        .build();
  }
}
