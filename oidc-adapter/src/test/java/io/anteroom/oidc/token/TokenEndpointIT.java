package io.anteroom.oidc.token;

import static io.anteroom.oidc.Pkce.CHALLENGE;
import static io.anteroom.oidc.Pkce.VERIFIER;
import static io.anteroom.oidc.Provider.basic;
import static io.anteroom.oidc.SampleClients.SHOP;
import static io.anteroom.oidc.SampleClients.SHOP_SECRET;
import static io.anteroom.oidc.SampleClients.TICKETS;
import static io.anteroom.oidc.SampleClients.TICKETS_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.oidc.Provider;
import io.anteroom.oidc.Provider.Form;
import io.anteroom.oidc.Provider.Reply;
import io.anteroom.oidc.RoomStub;
import io.anteroom.oidc.code.Grant;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Codes become tokens, once, and in no other way; over HTTP, with two instances. */
@ExtendWith(BackendsExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class TokenEndpointIT {

  private static final String BY_SHOP = basic("Sample", SHOP_SECRET);
  private static final String BY_TICKETS = basic("Sample", TICKETS_SECRET);

  private RoomStub rooms;
  private Provider one;
  private Provider other;

  @BeforeAll
  void start(Backends backends, @TempDir Path folder) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    TopicSetup.ensure(connection, new Topics(backends.topicPrefix()).all(1, 1), 1);
    rooms = new RoomStub();
    one = Provider.start(backends, rooms, folder, Map.of()).awaitReady();
    other =
        Provider.start(backends, rooms, folder, Map.of("oidc.request-id-as-code", "true"))
            .awaitReady();
  }

  @AfterAll
  void stop() {
    one.close();
    other.close();
    rooms.close();
  }

  @BeforeEach
  @AfterEach
  void answerAsUsual() {
    rooms.answerClaims(Mono::empty);
  }

  /** Of the shop, for somebody who is served. */
  private String code() {
    return one.code(one.grantOf(rooms.served("Sample")));
  }

  private static Reply token(Provider provider, Form form, String... headers) {
    return provider.post("/token", form, headers);
  }

  private static Reply byShop(Provider provider, Form form) {
    return token(provider, form, "Authorization", BY_SHOP);
  }

  private static void assertRefused(Reply reply, int status, String error) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(status);
    assertThat(reply.text("error")).isEqualTo(error);
    assertThat(reply.text("error_description")).isNotBlank();
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Pragma")).isEqualTo("no-cache");
  }

  @Test
  void givesTokensForACodeThatAnotherInstanceHasMade() throws Exception {
    String place = rooms.served("Sample");
    Grant grant = one.grantOf(place, Optional.of("n-0S6_WzA2Mj"), Optional.empty());

    Reply reply = byShop(other, Form.ofCode(one.code(grant), SHOP));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Pragma")).isEqualTo("no-cache");
    assertThat(reply.json().propertyNames())
        .containsExactlyInAnyOrder("access_token", "id_token", "token_type", "expires_in", "scope");
    assertThat(reply.text("token_type")).isEqualTo("Bearer");
    assertThat(reply.text("scope")).isEqualTo("openid");
    assertThat(reply.json().required("expires_in").longValue()).isPositive();
    JWTClaimsSet id = SignedJWT.parse(reply.text("id_token")).getJWTClaimsSet();
    assertThat(id.getIssuer()).isEqualTo(Provider.ISSUER);
    assertThat(id.getAudience()).containsExactly("Sample");
    assertThat(id.getSubject()).isEqualTo(place);
    assertThat(id.getStringClaim("nonce")).isEqualTo("n-0S6_WzA2Mj");
    assertThat(id.getDateClaim("auth_time")).isNotNull();
  }

  @Test
  void leavesOutANonceThatNobodyHasGiven() throws Exception {
    Reply reply = byShop(one, Form.ofCode(code(), SHOP));

    JWTClaimsSet id = SignedJWT.parse(reply.text("id_token")).getJWTClaimsSet();
    assertThat(id.getClaims()).doesNotContainKey("nonce");
  }

  @Test
  void takesTheSecretFromTheFormToo() {
    Form form =
        Form.ofCode(code(), SHOP).with("client_id", "Sample").with("client_secret", SHOP_SECRET);

    assertThat(token(one, form).status()).isEqualTo(200);
  }

  @Test
  void takesACodeOnceAndRevokesNothing() {
    Form form = Form.ofCode(code(), SHOP);
    double used = one.count("used_code");

    Reply first = byShop(one, form);

    assertRefused(byShop(one, form), 400, "invalid_grant");
    assertRefused(byShop(other, form), 400, "invalid_grant");
    assertThat(one.count("used_code")).isEqualTo(used + 1);
    assertThat(
            one.get("/userInfo", "Authorization", "Bearer " + first.text("access_token")).status())
        .isEqualTo(200);
  }

  @Test
  void givesTheTokensToOneOfManyWhoComeAtOnce() throws Exception {
    Form form = Form.ofCode(code(), SHOP);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Reply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        Provider provider = i % 2 == 0 ? one : other;
        replies.add(
            threads.submit(() -> {
              start.await();
              return byShop(provider, form);
            }));
      }
      start.countDown();
    }

    int given = 0;
    for (Future<Reply> reply : replies) {
      given += reply.get().status() == 200 ? 1 : 0;
    }
    assertThat(given).isEqualTo(1);
  }

  @Test
  void remembersUsedCodesWhenAnInstanceIsStartedAnew(Backends backends, @TempDir Path folder) {
    Form form = Form.ofCode(code(), SHOP);
    assertThat(byShop(one, form).status()).isEqualTo(200);

    try (Provider later = Provider.start(backends, rooms, folder, Map.of()).awaitReady()) {
      assertRefused(byShop(later, form), 400, "invalid_grant");
    }
  }

  @Test
  void takesNoCodeOfAnotherClientOfTheSameRoomAndSpoilsNone() {
    Form form = Form.ofCode(code(), SHOP);

    assertRefused(token(one, form, "Authorization", BY_TICKETS), 400, "invalid_grant");

    assertThat(byShop(one, form).status()).isEqualTo(200);
  }

  @Test
  void takesNoCodeThatWasSentElsewhereAndSpoilsNone() {
    Form form = Form.ofCode(code(), SHOP);

    for (String almost : List.of(TICKETS, SHOP + "/", SHOP + "?", " " + SHOP, "x")) {
      Form changed = form.without("redirect_uri").with("redirect_uri", almost);
      assertRefused(byShop(one, changed), 400, "invalid_grant");
    }
    assertRefused(byShop(one, form.without("redirect_uri")), 400, "invalid_grant");

    assertThat(byShop(one, form).status()).isEqualTo(200);
  }

  @Test
  void asksForTheVerifierOfAChallenge() {
    Grant grant = one.grantOf(rooms.served("Sample"), Optional.empty(), Optional.of(CHALLENGE));
    Form form = Form.ofCode(one.code(grant), SHOP);

    assertRefused(byShop(one, form), 400, "invalid_grant");
    assertRefused(byShop(one, form.with("code_verifier", "")), 400, "invalid_grant");
    assertRefused(byShop(one, form.with("code_verifier", CHALLENGE)), 400, "invalid_grant");
    assertRefused(byShop(one, form.with("code_verifier", "short")), 400, "invalid_request");

    assertThat(byShop(one, form.with("code_verifier", VERIFIER)).status()).isEqualTo(200);
  }

  @Test
  void takesNoVerifierWhereThereWasNoChallenge() {
    Form form = Form.ofCode(code(), SHOP).with("code_verifier", VERIFIER);

    assertRefused(byShop(one, form), 400, "invalid_grant");
  }

  @Test
  void takesNoCodeAfterItsMinute() {
    Grant grant = one.grantOf(rooms.served("Sample"));
    double expired = one.count("expired_code");

    Reply late = byShop(one, Form.ofCode(one.code(grant, Duration.ofSeconds(61)), SHOP));
    Reply inTime = byShop(one, Form.ofCode(one.code(grant, Duration.ofSeconds(30)), SHOP));

    assertRefused(late, 400, "invalid_grant");
    assertThat(one.count("expired_code")).isEqualTo(expired + 1);
    assertThat(inTime.status()).isEqualTo(200);
  }

  @Test
  void takesNoCodeThatWasChanged() {
    String code = code();
    int middle = code.length() / 2;
    char changed = code.charAt(middle) == 'A' ? 'B' : 'A';

    for (String bad :
        List.of(
            code.substring(0, middle) + changed + code.substring(middle + 1),
            code.substring(0, code.length() - 1),
            code + "A",
            "x",
            "x".repeat(6000))) {
      assertRefused(byShop(one, Form.ofCode(bad, SHOP)), 400, "invalid_grant");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "grant_type", "code"})
  void refusesARequestThatIsNotWhole(String missing) {
    Form form = missing.isEmpty() ? new Form(List.of()) : Form.ofCode("x", SHOP).without(missing);

    assertRefused(byShop(one, form), 400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refresh_token", "client_credentials", "password", "implicit", "é"})
  void givesTokensForCodesOnly(String type) {
    Form form = Form.ofCode(code(), SHOP).without("grant_type").with("grant_type", type);

    assertRefused(byShop(one, form), 400, "unsupported_grant_type");
  }

  @Test
  void refusesARepeatedParameterEvenIfBothAreTheSame() {
    Form form = Form.ofCode(code(), SHOP);

    assertRefused(byShop(one, form.with("redirect_uri", SHOP)), 400, "invalid_request");
    assertRefused(byShop(one, form.with("code", "x")), 400, "invalid_request");
    assertRefused(byShop(one, form.with("a", "1").with("a", "2")), 400, "invalid_request");

    assertThat(byShop(one, form.with("unknown", "1").with("scope", "openid")).status())
        .isEqualTo(200);
  }

  @Test
  void knowsNobodyByAWrongSecretInEitherWay() {
    Form form = Form.ofCode(code(), SHOP);
    Form post = form.with("client_id", "Sample").with("client_secret", SHOP_SECRET + "x");

    Reply basic = token(one, form, "Authorization", basic("Sample", SHOP_SECRET + "x"));
    Reply inForm = token(one, post);

    assertRefused(basic, 401, "invalid_client");
    assertThat(basic.header("WWW-Authenticate")).startsWith("Basic realm=");
    assertRefused(inForm, 401, "invalid_client");
    assertThat(inForm.header("WWW-Authenticate")).isEmpty();
    assertThat(byShop(one, form).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic !",
        "Basic U2FtcGxl",
        "Basic Og==",
        "Bearer x",
        "basic x y",
        "Basic U2FtcGxlOiV6eg=="
      })
  void knowsNobodyByAHeaderThatProvesNothing(String header) {
    Reply reply = token(one, Form.ofCode("x", SHOP), "Authorization", header);

    assertRefused(reply, 401, "invalid_client");
  }

  @Test
  void knowsNobodyWithoutAProofOrByOneOfAnotherKind() {
    Form form = Form.ofCode(code(), SHOP);

    assertRefused(token(one, form), 401, "invalid_client");
    assertRefused(token(one, form.with("client_id", "Sample")), 401, "invalid_client");
    assertRefused(
        token(one, form, "Authorization", basic("Other", SHOP_SECRET)), 401, "invalid_client");
    assertRefused(
        token(one, form, "Authorization", basic("no room!", SHOP_SECRET)), 401, "invalid_client");
    for (String jwt : List.of("eyJhbGciOiJub25lIn0.e30.", "e30.e30.x", "x")) {
      Form asserted =
          form.with("client_assertion", jwt)
              .with(
                  "client_assertion_type",
                  "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      assertRefused(token(one, asserted), 401, "invalid_client");
    }
  }

  @Test
  void takesOneProofOnly() {
    Form form = Form.ofCode(code(), SHOP);

    assertRefused(
        byShop(one, form.with("client_id", "Sample").with("client_secret", SHOP_SECRET)),
        400,
        "invalid_request");
    assertRefused(byShop(one, form.with("client_id", "Other")), 400, "invalid_request");

    assertThat(byShop(one, form.with("client_id", "Sample")).status()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsTooLongOrNoForm() {
    Form huge = Form.ofCode("x", SHOP).with("more", "x".repeat(8192));

    assertThat(byShop(one, huge).status()).isEqualTo(413);
    assertThat(
            token(one, Form.ofCode("x", SHOP), "Authorization", "Basic " + "x".repeat(20_000))
                .status())
        .isEqualTo(431);
    assertThat(one.get("/token").status()).isEqualTo(405);
  }

  @Test
  void refusesACodeWhosePlaceLetsNobodyInAnyMore() {
    Form form = Form.ofCode(code(), SHOP);
    rooms.answerClaims(() -> Mono.error(new Refusal.Gone("the session is over")));

    assertRefused(byShop(one, form), 400, "invalid_grant");
  }

  @Test
  void refusesTokensThatWereMadeForSomebodyElse() {
    String place = rooms.served("Sample");
    rooms.claimFor(place, "https://waiting.example");

    assertRefused(
        byShop(one, Form.ofCode(one.code(one.grantOf(place)), SHOP)), 400, "invalid_grant");
  }

  @Test
  void leavesACodeGoodWhileNobodyCanGiveTokens() {
    Form form = Form.ofCode(code(), SHOP);
    rooms.answerClaims(() -> Mono.error(new Refusal.Unavailable("not now", Duration.ofSeconds(5))));

    Reply reply = byShop(one, form);
    rooms.answerClaims(Mono::empty);

    assertRefused(reply, 503, "temporarily_unavailable");
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(byShop(one, form).status()).isEqualTo(200);
  }

  @Test
  void leavesACodeGoodForOthersWhereTheLogIsAway(Backends backends, @TempDir Path folder) {
    Form form = Form.ofCode(code(), SHOP);
    try (Provider lost =
        Provider.start(backends, rooms, folder, Map.of("kafka.bootstrap", "localhost:1"))) {
      assertRefused(byShop(lost, form), 503, "temporarily_unavailable");
    }

    assertThat(byShop(one, form).status()).isEqualTo(200);
  }

  @Test
  void takesNoRequestIdForACodeUnlessToldTo() {
    String place = rooms.served("Sample");

    assertRefused(byShop(one, Form.ofCode(place, SHOP)), 400, "invalid_grant");
  }

  @Test
  void takesARequestIdAnyNumberOfTimesWhereItIsToldTo() throws Exception {
    String place = rooms.served("Sample");
    Form form = Form.ofCode(place, SHOP);

    Reply first = byShop(other, form);
    Reply again = byShop(other, form.without("redirect_uri"));
    Reply byAnother = token(other, Form.ofCode(place, TICKETS), "Authorization", BY_TICKETS);

    assertThat(List.of(first.status(), again.status(), byAnother.status())).containsOnly(200);
    assertThat(SignedJWT.parse(first.text("id_token")).getJWTClaimsSet().getSubject())
        .isEqualTo(place);
    assertRefused(byShop(other, Form.ofCode(place, TICKETS)), 400, "invalid_grant");
    assertRefused(byShop(other, form.with("code_verifier", VERIFIER)), 400, "invalid_grant");
    assertRefused(
        byShop(other, Form.ofCode(new RequestId(7, 7).toString(), SHOP)), 400, "invalid_grant");
    assertThat(token(other, form).status()).isEqualTo(401);
  }

  @Test
  void answersPagesOfAnySite() {
    Reply reply = token(one, Form.ofCode("x", SHOP));

    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }
}
