package io.anteroom.oidc.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.oidc.provider.ProviderAddress;
import io.anteroom.oidc.seal.Sealer;
import io.anteroom.oidc.seal.SealingKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceCookieTest {

  private static final EventId SAMPLE = new EventId("Sample");
  private static final EventId OTHER = new EventId("Other");
  private static final HeldPlace PLACE = HeldPlace.unused(SAMPLE, new RequestId(1, 2));

  @TempDir private Path home;
  private Sealer sealer;
  private PlaceCookie cookie;

  @BeforeEach
  void seal() {
    sealer = new Sealer(SealingKeys.readOrGenerate(home.resolve("keys")));
    cookie = at("https://login.example");
  }

  private PlaceCookie at(String issuer) {
    return new PlaceCookie(sealer, new ProviderAddress(URI.create(issuer)));
  }

  private static String asSent(String setCookie) {
    return setCookie.substring(0, setCookie.indexOf(';'));
  }

  private static String name(String setCookie) {
    return setCookie.substring(0, setCookie.indexOf('='));
  }

  private Optional<HeldPlace> find(String header) {
    return cookie.find(SAMPLE, Optional.of(header));
  }

  @Test
  void findsThePlaceThatItKeeps() {
    Instant at = Instant.ofEpochSecond(1_800_000_000);
    HeldPlace used = PLACE.used(new HeldPlace.Use(at, "c1", at.plusSeconds(60)));

    assertThat(find(asSent(cookie.keep(PLACE)))).contains(PLACE);
    assertThat(find("a=b; " + asSent(cookie.keep(used)) + ";c=d")).contains(used);
  }

  @Test
  void bindsTheCookieToHostAndHttps() {
    assertThat(cookie.keep(PLACE))
        .startsWith("__Host-anteroom-place-")
        .endsWith("; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax; Secure");
    assertThat(at("http://localhost:8082").keep(PLACE))
        .startsWith("anteroom-place-")
        .endsWith("; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void keepsNamesThatStay() {
    assertThat(name(cookie.keep(PLACE))).isEqualTo("__Host-anteroom-place-RYgI9Ftry7xQ9a91");
  }

  @Test
  void keepsOutOfTheWayOfProvidersAtOtherPorts() {
    assertThat(name(at("http://localhost:8082").keep(PLACE)))
        .isNotEqualTo(name(at("http://localhost:9082").keep(PLACE)));
  }

  @Test
  void keepsOnePlaceInEachRoom() {
    HeldPlace there = HeldPlace.unused(OTHER, new RequestId(3, 4));
    String both = asSent(cookie.keep(PLACE)) + "; " + asSent(cookie.keep(there));

    assertThat(find(both)).contains(PLACE);
    assertThat(cookie.find(OTHER, Optional.of(both))).contains(there);
  }

  @Test
  void showsNobodyWhichPlaceItIs() {
    assertThat(cookie.keep(PLACE)).doesNotContain(PLACE.requestId().toString(), "Sample");
  }

  @Test
  void takesNoPlaceThatOnlyARequestIdSpeaksFor() {
    String name = name(cookie.keep(PLACE));

    assertThat(find(name + "=" + PLACE.requestId())).isEmpty();
    assertThat(find(name + "={\"room\":\"Sample\",\"request_id\":\"" + PLACE.requestId() + "\"}"))
        .isEmpty();
  }

  @Test
  void takesNoPlaceOfAnotherRoom() {
    HeldPlace there = HeldPlace.unused(OTHER, new RequestId(3, 4));
    String value = asSent(cookie.keep(there)).split("=", 2)[1];

    assertThat(find(name(cookie.keep(PLACE)) + "=" + value)).isEmpty();
  }

  @Test
  void takesNothingThatWasSealedForAnotherUse() {
    String code = sealer.seal("anteroom-code+jwe", PLACE.claims());

    assertThat(find(name(cookie.keep(PLACE)) + "=" + code)).isEmpty();
  }

  @Test
  void takesWhatIsNoPlaceForNone() {
    String name = name(cookie.keep(PLACE));

    assertThat(cookie.find(SAMPLE, Optional.empty())).isEmpty();
    assertThat(find("")).isEmpty();
    assertThat(find(name)).isEmpty();
    assertThat(find(name + "=")).isEmpty();
    assertThat(find(name + "=" + sealer.seal(PlaceCookie.USE, Map.of("room", "Sample")))).isEmpty();
    assertThat(
            find(
                name
                    + "="
                    + sealer.seal(
                        PlaceCookie.USE, Map.of("room", "Sample", "request_id", "12345"))))
        .isEmpty();
  }

  @Test
  void findsThePlaceBehindACookieThatSomebodyElsePlanted() {
    String planted = name(cookie.keep(PLACE)) + "=planted";

    assertThat(find(planted + "; " + asSent(cookie.keep(PLACE)))).contains(PLACE);
  }
}
