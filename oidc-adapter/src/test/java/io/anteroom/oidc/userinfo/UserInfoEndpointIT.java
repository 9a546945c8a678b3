package io.anteroom.oidc.userinfo;

import static io.anteroom.oidc.SampleClients.SHOP;
import static io.anteroom.oidc.SampleClients.SHOP_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.oidc.Provider;
import io.anteroom.oidc.Provider.Form;
import io.anteroom.oidc.Provider.Reply;
import io.anteroom.oidc.RoomStub;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only an access token of this provider says anything; over HTTP. */
@ExtendWith(BackendsExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class UserInfoEndpointIT {

  private static final Form EMPTY = new Form(List.of());

  private RoomStub rooms;
  private Provider provider;
  private String place;
  private String access;

  @BeforeAll
  void logSomebodyIn(Backends backends, @TempDir Path folder) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    TopicSetup.ensure(connection, new Topics(backends.topicPrefix()).all(1, 1), 1);
    rooms = new RoomStub();
    provider = Provider.start(backends, rooms, folder, Map.of()).awaitReady();
    place = rooms.served("Sample");
    access =
        provider
            .post(
                "/token",
                Form.ofCode(provider.code(provider.grantOf(place)), SHOP),
                "Authorization",
                Provider.basic("Sample", SHOP_SECRET))
            .text("access_token");
  }

  @AfterAll
  void stop() {
    provider.close();
    rooms.close();
  }

  private Reply get(String token) {
    return provider.get("/userInfo", "Authorization", "Bearer " + token);
  }

  private static void assertInvalid(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate"))
        .startsWith("Bearer realm=\"anteroom\", error=\"invalid_token\"");
    assertThat(reply.text("error")).isEqualTo("invalid_token");
  }

  @Test
  void tellsAllClaimsOfAnAccessToken() {
    Reply reply = get(access);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.text("sub")).isEqualTo(place);
    assertThat(reply.text("iss")).isEqualTo(Provider.ISSUER);
    assertThat(reply.json().propertyNames())
        .containsExactlyInAnyOrder(
            "aud", "sub", "queue_position", "token_use", "iat", "nbf", "exp", "iss", "jti");
    assertThat(reply.json().required("queue_position").isIntegralNumber()).isTrue();
  }

  @Test
  void takesTheTokenFromAFormToo() {
    assertThat(provider.post("/userInfo", EMPTY.with("access_token", access)).text("sub"))
        .isEqualTo(place);
    assertThat(provider.post("/userInfo", EMPTY, "Authorization", "bearer " + access).text("sub"))
        .isEqualTo(place);
  }

  @Test
  void tellsWhoeverShowsNothingNoMoreThanWhatToShow() {
    for (Reply reply :
        List.of(
            provider.get("/userInfo"),
            provider.get("/userInfo?access_token=" + access),
            provider.get("/userInfo", "Authorization", "Basic " + access),
            provider.get("/userInfo", "Authorization", "DPoP " + access),
            provider.post("/userInfo", EMPTY))) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"anteroom\"");
    }
  }

  @Test
  void refusesATokenInTwoPlacesOrInABrokenOne() {
    Form form = EMPTY.with("access_token", access);

    for (Reply reply :
        List.of(
            provider.post("/userInfo", form, "Authorization", "Bearer " + access),
            provider.post("/userInfo", form.with("access_token", access)),
            provider.post("/userInfo", EMPTY.with("access_token", "")),
            provider.get("/userInfo", "Authorization", "Bearer"))) {
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_request\"");
      assertThat(reply.text("error")).isEqualTo("invalid_request");
    }
  }

  @Test
  void takesNoOtherTokenOfTheSamePlace() {
    assertInvalid(get(rooms.tokensOf(place).refresh()));
    assertInvalid(get(rooms.tokensOf(place).id()));
    assertThat(get(rooms.tokensOf(place).access()).status()).isEqualTo(200);
  }

  @Test
  void takesNoTokenOfAnotherIssuerOrOfARoomWithoutClients() {
    String elsewhere = rooms.served("Sample");
    rooms.claimFor(elsewhere, "https://waiting.example");
    String without = rooms.served("Without-clients");
    rooms.claimFor(without, Provider.ISSUER);

    assertInvalid(get(rooms.tokensOf(elsewhere).access()));
    assertInvalid(get(rooms.tokensOf(without).access()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b.c",
        "e30.e30.x",
        "e30.e30.",
        "..",
        "eyJhbGciOiJub25lIn0.e30.",
        "é",
        "a b"
      })
  void takesNothingElseForAToken(String token) {
    assertInvalid(get(token));
  }

  @Test
  void takesNoTokenThatWasChangedOrSignedInAnotherWay() {
    String[] parts = access.split("\\.", -1);
    String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
    String hmac = "eyJhbGciOiJIUzI1NiJ9." + parts[1] + "." + parts[2];

    assertInvalid(get(parts[0] + "." + parts[1] + "."));
    assertInvalid(get(parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA"));
    assertInvalid(get(parts[0] + ".A" + parts[1] + "." + parts[2]));
    assertInvalid(get(none));
    assertInvalid(get(hmac));
  }
}
