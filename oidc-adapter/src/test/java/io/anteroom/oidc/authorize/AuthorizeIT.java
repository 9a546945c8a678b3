package io.anteroom.oidc.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.Refusal;
import io.anteroom.oidc.Pkce;
import io.anteroom.oidc.RoomStub;
import io.anteroom.oidc.SampleClients;
import io.anteroom.oidc.code.Code;
import io.anteroom.oidc.code.Codes;
import io.anteroom.oidc.place.Line;
import io.anteroom.oidc.place.PlaceCookie;
import io.anteroom.oidc.place.Turns;
import io.anteroom.oidc.provider.ProviderAddress;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.oidc.seal.Sealer;
import io.anteroom.oidc.seal.SealingKeys;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.testkit.ScriptlessBrowser.Reply;
import io.anteroom.waitingpage.Look;
import io.anteroom.waitingpage.WaitingPage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** People who come from a site, over real HTTP, in front of rooms that are stubs. */
class AuthorizeIT {

  private static final String ISSUER = "http://localhost:8082";
  private static final int AT_ONCE = 2;
  private static final String OLD_KEY = "0".repeat(64);
  private static final String NEW_KEY = "1".repeat(64);

  private static final Asking USUAL = Asking.usual();
  private static final String SENT = "/authorize?" + USUAL.query();
  private static final String WAITING = "/waiting_room?" + USUAL.query();
  private static final String SILENT = "/authorize?" + USUAL.with("prompt", "none").query();

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private RoomStub room;
  private final KnownUses uses = KnownUses.of();
  private Codes codes;
  private Browser browser;
  private int port;

  @BeforeEach
  void start() throws Exception {
    room = opened(new RoomStub());
    port = server(OLD_KEY);
    browser = opened(new Browser(port));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  /** An instance of the provider that seals with the first of these keys, and opens with all. */
  private int server(String... keys) throws Exception {
    Path file = Files.createTempFile(home, "keys", "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.write(file, List.of(keys));
    Sealer sealer = new Sealer(SealingKeys.read(file));
    ProviderAddress address = new ProviderAddress(URI.create(ISSUER));
    PrivateOrigin origin = opened(room.privateCalls());
    codes = new Codes(sealer, InstantSource.system());
    return opened(
            EdgeServer.start(
                Origin.OIDC,
                0,
                List.of(
                    AuthorizeFace.of(
                        address,
                        new WaitingPage(Look.ours()),
                        room.publicOrigin(),
                        SampleClients.clients(),
                        new PlaceCookie(sealer, address),
                        new Turns(origin, address.issuer()),
                        opened(new Line(room.publicOrigin(), Optional.of(RoomStub.ORIGIN_KEY))),
                        codes,
                        uses,
                        opened(new SlowWork(AT_ONCE)),
                        InstantSource.system()))))
        .port();
  }

  private static void assertSentToWait(Reply reply) {
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.location())
        .startsWith(WAITING + "&since=")
        .matches(".*&since=[0-9]{10}(&joined=1)?");
  }

  private Code assertSentBackWithCode(Reply reply) {
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.location()).startsWith(SampleClients.SHOP + "?");
    assertThat(reply.told()).containsOnlyKeys("code", "state", "iss");
    return codes.open(reply.told().get("code")).orElseThrow();
  }

  private static void assertSentBackWithError(Reply reply, String error) {
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.location()).startsWith(SampleClients.SHOP + "?");
    assertThat(reply.told())
        .containsEntry("error", error)
        .containsEntry("state", "s1")
        .containsEntry("iss", ISSUER)
        .doesNotContainKey("code");
  }

  private static void assertAsksForPatience(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(reply.header("Set-Cookie")).isEmpty();
    assertThat(reply.page()).contains("http-equiv=\"refresh\"");
  }

  @Test
  void givesAPlaceToWhoeverComesFirstAndSendsThemToWait() throws Exception {
    Reply reply = browser.get(SENT);

    assertSentToWait(reply);
    assertThat(reply.header("Set-Cookie").orElseThrow())
        .startsWith("anteroom-place-")
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(room.joins()).isEqualTo(1);
  }

  @Test
  void showsTheWaitingPageOfThePlace() throws Exception {
    browser.get(SENT);

    Reply page = browser.get(WAITING);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.data("request")).isEqualTo(room.places().getFirst());
    assertThat(page.data("event")).isEqualTo("Sample");
    assertThat(page.data("api")).isEqualTo(room.publicOrigin().toString());
    assertThat(page.data("here")).isEqualTo(WAITING);
    assertThat(page.anew()).isEqualTo(SENT);
    assertThat(page.header("Set-Cookie")).isEmpty();
  }

  @Test
  void showsInSomebodysOwnLanguageWhereTheyStand() throws Exception {
    browser.get(SENT);

    // Where a look takes too long, the page comes without.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          Reply page =
              browser.get(WAITING, "Accept-Language", "eo", "Accept-Language", "de-DE, en;q=0.5");
          assertThat(page.page())
              .contains("<html lang=\"de-DE\" dir=\"ltr\">", "Sie stehen in der Schlange")
              .contains("<dd>1.042</dd>", "<dd>4–8 Min.</dd>");
          assertThat(page.data("state")).isEqualTo("waiting");
        });
  }

  @Test
  void saysInSomebodysOwnLanguageWhatElseThereIsToSay() throws Exception {
    Reply wrong = browser.get("/authorize", "Accept-Language", "he");
    Reply forgetful = browser.get(WAITING + "&joined=1", "Accept-Language", "fr");
    Reply early = browser.get(SENT, "Purpose", "prefetch", "Accept-Language", "es");

    assertThat(wrong.page())
        .contains("dir=\"rtl\"", "הקישור הזה לא עובד")
        .contains("<p lang=\"en\" dir=\"ltr\">Its client_id is missing, or not known here.</p>");
    assertThat(forgetful.page()).contains("Impossible d’attendre sans cookies");
    assertThat(early.page()).contains("Un momento, por favor");
  }

  @Test
  void showsThePageAlsoWhereNobodySaysHowThePlaceStands() throws Exception {
    browser.get(SENT);
    room.answerLooks(Mono::never);

    Reply page = browser.get(WAITING);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.data("state")).isEqualTo("looking");
    assertThat(page.data("status")).isEmpty();
  }

  @Test
  void letsNothingIntoThePageAndThePageIntoNothing() throws Exception {
    browser.get(SENT);

    for (String target : List.of(WAITING, "/authorize")) {
      Reply page = browser.get(target);

      assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).contains("no-store");
      assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(page.header("Referrer-Policy")).contains("no-referrer");
      assertThat(page.header("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'; script-src 'self';")
          .contains("connect-src 'self' " + room.publicOrigin() + ";")
          .contains("frame-ancestors 'none'");
    }
  }

  @Test
  void sendsPeopleBackWithACodeWhenTheirTurnHasCome() throws Exception {
    browser.get(SENT);
    browser.get(WAITING);
    room.serveAll();

    Reply reply = browser.get(WAITING);

    Code code = assertSentBackWithCode(reply);
    assertThat(reply.told()).containsEntry("state", "s1").containsEntry("iss", ISSUER);
    assertThat(code.grant().room()).isEqualTo(new EventId("Sample"));
    assertThat(code.grant().client()).isEqualTo("shop");
    assertThat(code.grant().place()).hasToString(room.places().getFirst());
    assertThat(code.grant().wentTo(SampleClients.SHOP)).isTrue();
    assertThat(code.grant().nonce()).isEmpty();
    assertThat(code.grant().challenge()).isEmpty();
  }

  @Test
  void bindsACodeToAllThatTheSiteSaid() throws Exception {
    Asking asking =
        USUAL
            .with("redirect_uri", SampleClients.TICKETS)
            .with("state", "a b&c=d")
            .with("nonce", "n\u00fc 1")
            .with("code_challenge", Pkce.CHALLENGE)
            .with("code_challenge_method", "S256");
    Reply sent = browser.get("/authorize?" + asking.query());
    room.serveAll();

    Reply reply = browser.get(sent.location());

    assertThat(reply.location()).startsWith(SampleClients.TICKETS + "&");
    assertThat(reply.told()).containsEntry("with", "anteroom").containsEntry("state", "a b&c=d");
    Code code = codes.open(reply.told().get("code")).orElseThrow();
    assertThat(code.grant().client()).isEqualTo("tickets");
    assertThat(code.grant().wentTo(SampleClients.TICKETS)).isTrue();
    assertThat(code.grant().nonce()).contains("n\u00fc 1");
    assertThat(code.grant().challenge()).contains(Pkce.CHALLENGE);
  }

  @Test
  void makesAnotherCodeEachTimeButTakesNoOtherPlace() throws Exception {
    browser.get(SENT);
    room.serveAll();

    Code first = assertSentBackWithCode(browser.get(SENT));
    Code second = assertSentBackWithCode(browser.get(SENT));
    Code third = assertSentBackWithCode(browser.get(WAITING));

    assertThat(List.of(second.grant().place(), third.grant().place()))
        .containsOnly(first.grant().place());
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(room.joins()).isEqualTo(1);
  }

  @Test
  void keepsThePlaceInEverySecondTabAndForEverySiteOfTheRoom() throws Exception {
    browser.get(SENT);

    assertSentToWait(browser.get(SENT));
    Reply other =
        browser.get("/authorize?" + USUAL.with("redirect_uri", SampleClients.TICKETS).query());

    assertThat(browser.get(other.location()).data("request")).isEqualTo(room.places().getFirst());
    assertThat(room.joins()).isEqualTo(1);
  }

  @Test
  void findsThePlaceAmongCookiesThatComeInParts() throws Exception {
    browser.get(SENT);
    Map.Entry<String, String> cookie = browser.cookies().entrySet().iterator().next();

    assertThat(sentByHand("Cookie: other=1", "Cookie: " + cookie)).startsWith("HTTP/1.1 302 ");
    assertThat(room.joins()).isEqualTo(1);
  }

  /** The client of the browser would put together what comes in parts. */
  private String sentByHand(String... headers) throws IOException {
    String request =
        "GET " + SENT + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers);
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write((request + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void keepsThePlacesOfTwoRoomsApart() throws Exception {
    String there =
        USUAL.with("client_id", "Other").with("redirect_uri", SampleClients.OTHER).query();
    browser.get(SENT);
    browser.get("/authorize?" + there);

    assertThat(browser.cookies()).hasSize(2);
    assertThat(browser.get(WAITING).data("request")).isEqualTo(room.places().getFirst());
    assertThat(browser.get("/waiting_room?" + there).data("request"))
        .isEqualTo(room.places().getLast());
  }

  @Test
  void hasFormsComeAgainAsLinksSoThatTheirPlaceComesAlong() throws Exception {
    browser.get(SENT);

    Reply reply = browser.post("/authorize", USUAL.with("unknown", "x").query());

    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.location()).isEqualTo(SENT);
    assertSentToWait(browser.get(reply.location()));
    assertThat(room.joins()).isEqualTo(1);
  }

  @Test
  void answersWrongFormsLikeWrongLinks() throws Exception {
    Reply told = browser.post("/authorize", USUAL.with("max_age", "soon").query());
    Reply shown = browser.post("/authorize", USUAL.without("redirect_uri").query());

    assertThat(told.status()).isEqualTo(303);
    assertThat(told.told()).containsEntry("error", "invalid_request").containsEntry("state", "s1");
    assertThat(shown.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @MethodSource("io.anteroom.oidc.authorize.RequestReaderTest#nobodyToSendBackTo")
  void showsAPageWhereNobodyCanBeSentBack(Asking asking, String why) throws Exception {
    for (String door : List.of("/authorize?", "/waiting_room?")) {
      Reply reply = browser.get(door + asking.query());

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("Location")).isEmpty();
      assertThat(reply.page()).contains(why).doesNotContain("evil", "<script>");
    }
    assertThat(room.joins()).isZero();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void tellsTheSiteWhatIsWrongAndTakesNoPlace(Asking asking, String error) throws Exception {
    for (String door : List.of("/authorize?", "/waiting_room?")) {
      Reply reply = browser.get(door + asking.query());

      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.location())
          .startsWith(SampleClients.SHOP)
          .contains("error=" + error)
          .contains("state=s1")
          .contains("iss=http%3A%2F%2Flocalhost%3A8082");
    }
    assertThat(room.joins()).isZero();
  }

  static Stream<Arguments> refusals() {
    return RequestReaderTest.refusals();
  }

  @Test
  void leadsNowhereElseByWhatASiteSays() throws Exception {
    Asking asking = USUAL.with("state", "\r\nSet-Cookie: a=b\r\n\r\n<script>");
    Reply sent = browser.get("/authorize?" + asking.query());
    Reply page = browser.get(sent.location());
    room.serveAll();
    Reply back = browser.get(sent.location());

    assertThat(sent.response().headers().allValues("Set-Cookie")).hasSize(1);
    assertThat(page.data("here")).doesNotContain("<");
    assertThat(back.told()).containsEntry("state", "\r\nSet-Cookie: a=b\r\n\r\n<script>");
  }

  @Test
  void neverJoinsFromTheWaitingRoom() throws Exception {
    Reply page = browser.get(WAITING);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.data("request")).isEmpty();
    assertThat(page.anew()).isEqualTo(SENT);
    assertThat(room.joins()).isZero();
  }

  @Test
  void takesNoPlaceForThoseWhoOnlyLook() throws Exception {
    assertSentToWait(browser.head(SENT));
    assertThat(browser.head(WAITING).status()).isEqualTo(200);
    assertThat(browser.get(SENT, "Sec-Purpose", "prefetch;prerender").status()).isEqualTo(503);
    assertThat(browser.get(SENT, "Purpose", "prefetch").status()).isEqualTo(503);

    assertThat(room.joins()).isZero();
    assertThat(browser.cookies()).isEmpty();
  }

  @Test
  void takesNoTurnForThoseWhoOnlyLook() throws Exception {
    browser.get(SENT);
    room.serveAll();

    browser.head(SENT);
    browser.head(WAITING);
    browser.get(WAITING, "Sec-Purpose", "prefetch");

    assertThat(room.claims()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "iframe", "empty"})
  void takesNoPlaceForPartsOfOtherPages(String part) throws Exception {
    assertAsksForPatience(browser.get(SENT, "Sec-Fetch-Dest", part));
    assertThat(room.joins()).isZero();

    assertSentToWait(browser.get(SENT, "Sec-Fetch-Dest", "document"));
    room.serveAll();
    assertAsksForPatience(browser.get(SENT, "Sec-Fetch-Dest", part));
    assertThat(room.claims()).as("nobody takes a turn by it either").isZero();
  }

  @Test
  void saysThatNobodyCanWaitWithoutCookies() throws Exception {
    Reply sent = browser.get(SENT);
    browser.cookies().clear();

    Reply page = browser.get(sent.location());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.page()).contains("without cookies");
    assertThat(room.joins()).isEqualTo(1);
  }

  @Test
  void remembersSinceWhenSomebodyWaitsAndHasTheSiteBeginAnewAfterLong() throws Exception {
    Asking tickets = USUAL.with("redirect_uri", SampleClients.TICKETS).with("prompt", "login");
    Reply sent = browser.get("/authorize?" + tickets.with("since", "1795159441").query());
    Reply page = browser.get(sent.location());
    room.serveAll();

    Reply back = browser.get(page.data("here"));
    Reply again = browser.get("/authorize?" + tickets.query());

    assertThat(page.anew()).endsWith("&since=1795159441");
    assertThat(page.data("here")).endsWith("&since=1795159441");
    assertThat(back.location())
        .isEqualTo(SampleClients.TICKETS_BEGIN + "&iss=http%3A%2F%2Flocalhost%3A8082");
    assertThat(codes.open(again.told().get("code"))).isPresent();
    assertThat(room.joins()).isEqualTo(1);
  }

  @Test
  void makesNoCodeWhileNobodyCouldRedeemIt() throws Exception {
    browser.get(SENT);
    room.serveAll();
    uses.level(false);

    assertAsksForPatience(browser.get(WAITING));
    uses.level(true);
    assertSentBackWithCode(browser.get(WAITING));
  }

  @Test
  void letsNobodyInByARequestIdAlone() throws Exception {
    browser.get(SENT);
    room.serveAll();
    browser.cookies().replaceAll((_, _) -> room.places().getFirst());

    assertThat(browser.get(WAITING).data("request")).isEmpty();
    assertThat(room.claims()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ended", "reset", "claimed elsewhere", "token ended"})
  void getsAnotherPlaceWhenTheOldOneIsOver(String how) throws Exception {
    browser.get(SENT);
    switch (how) {
      case "ended" -> room.endAll();
      case "reset" -> room.reset();
      case "claimed elsewhere" -> {
        room.claimAllFor("https://room.example");
        room.serveAll();
      }
      default -> {
        room.claimAllFor(ISSUER);
        room.endTokens();
        room.serveAll();
      }
    }

    Reply page = browser.get(WAITING);
    Reply again = browser.get(page.anew());

    assertThat(page.data("request")).isEmpty();
    assertSentToWait(again);
    assertThat(browser.get(WAITING).data("request")).isEqualTo(room.places().getLast());
    assertThat(room.joins()).isEqualTo(2);
  }

  @Test
  void goesOnWhereAnotherInstanceLeftOff() throws Exception {
    browser.get(SENT);

    browser.goTo(server(OLD_KEY));

    assertThat(browser.get(WAITING).data("request")).isEqualTo(room.places().getFirst());
    room.serveAll();
    assertSentBackWithCode(browser.get(WAITING));
  }

  @Test
  void keepsPlacesWhileTheKeysChange() throws Exception {
    browser.get(SENT);

    browser.goTo(server(NEW_KEY, OLD_KEY));
    assertSentToWait(browser.get(SENT));
    browser.goTo(server(NEW_KEY));
    assertSentToWait(browser.get(SENT));

    assertThat(room.joins()).as("one more only when the old key is gone").isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("notKnown")
  void keepsThePlaceOfWhoeverComesWhileNobodyKnowsTheTurn(Mono<Answer> answer) throws Exception {
    browser.get(SENT);
    room.answerClaims(() -> answer);

    assertAsksForPatience(browser.get(SENT));
    assertSentBackWithError(browser.get(SILENT), "temporarily_unavailable");

    room.answerClaims(Mono::empty);
    assertThat(browser.get(WAITING).data("request")).isEqualTo(room.places().getFirst());
    assertThat(room.joins()).isEqualTo(1);
  }

  static Stream<Mono<Answer>> notKnown() {
    return Stream.of(
        // Nobody but the room itself ends a place.
        Mono.just(ofAProxy(400)),
        Mono.just(ofAProxy(404)),
        Mono.just(ofAProxy(410)),
        Mono.just(Answer.of(404, Map.of("message", "no route"))),
        Mono.just(Answer.of(404, List.of("no route"))),
        Mono.error(new Refusal.NotFound("no such path")),
        Mono.error(new Refusal.Unavailable("not now", Duration.ofSeconds(9))),
        Mono.error(new Refusal.Forbidden()),
        Mono.just(Answer.ok(Map.of())),
        Mono.just(Answer.ok(Map.of("id_token", "no.to.ken", "expires_in", 60))),
        Mono.just(Answer.okJson(new byte[] {'{'})));
  }

  @Test
  void comesAgainByTheSameDoorAndRemembersSinceWhenTheSiteWaits() throws Exception {
    Asking asking = USUAL.with("state", "\"><b>'").with("since", "1795159441");
    room.answerJoins(() -> Mono.error(new Refusal.Unavailable("", Duration.ofSeconds(2))));

    Reply first = browser.get(SENT);
    Reply trouble = browser.get("/authorize?" + asking.query());
    room.answerJoins(Mono::empty);
    Reply sent = browser.get(comesAgainTo(trouble));
    room.answerClaims(() -> Mono.error(new Refusal.Forbidden()));
    Reply troubleAgain = browser.get(sent.location());

    assertThat(comesAgainTo(first)).startsWith(SENT + "&since=").matches(".*&since=[0-9]{10}");
    assertThat(trouble.page()).doesNotContain("<b>");
    assertThat(sent.location()).startsWith("/waiting_room?").endsWith("&since=1795159441&joined=1");
    assertThat(comesAgainTo(troubleAgain)).isEqualTo(sent.location());
  }

  private static String comesAgainTo(Reply trouble) {
    return trouble
        .page()
        .replaceFirst("(?s).*http-equiv=\"refresh\" content=\"[0-9]+; url=([^\"]*)\".*", "$1")
        .replace("&amp;", "&");
  }

  private static Answer ofAProxy(int status) {
    return Answer.text(status, "text/plain", "404 page not found\n".getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("notNow")
  void asksForPatienceWhereNobodyCanJoin(Mono<Answer> answer, String again) throws Exception {
    room.answerJoins(() -> answer);

    Reply reply = browser.get(SENT);

    assertAsksForPatience(reply);
    assertThat(reply.header("Retry-After")).contains(again);
    assertThat(room.joins()).as("a join is sent once").isEqualTo(1);
  }

  static Stream<Arguments> notNow() {
    return Stream.of(
        arguments(Mono.error(new Refusal.Unavailable("", Duration.ofSeconds(2))), "2"),
        arguments(Mono.error(new Refusal.TooManyRequests("", Duration.ofSeconds(5))), "5"),
        arguments(Mono.error(new Refusal.TooManyRequests("", Duration.ofHours(1))), "30"),
        arguments(Mono.just(Answer.of(500, Map.of("error", "internal error"))), "3"),
        arguments(Mono.just(Answer.of(403, Map.of("error", "no key"))), "3"),
        arguments(Mono.just(ofAProxy(404)), "3"),
        arguments(Mono.just(ofAProxy(409)), "3"),
        arguments(Mono.error(new Refusal.NotFound("no such path")), "3"),
        arguments(Mono.just(Answer.ok(Map.of("api_request_id", "no place"))), "3"),
        arguments(Mono.just(Answer.ok(Map.of())), "3"),
        arguments(Mono.never(), "10"));
  }

  @Test
  void asksForPatienceWhereTooManyComeAtOnce() throws Exception {
    room.answerJoins(Mono::never);
    List<Thread> others =
        Stream.generate(() -> Thread.ofVirtual().unstarted(this::comeAsSomebodyElse))
            .limit(AT_ONCE)
            .toList();
    others.forEach(Thread::start);
    Awaitility.await().until(() -> room.joins() == AT_ONCE);

    Reply reply = browser.get(SENT);
    Reply silent = browser.get(SILENT);

    assertAsksForPatience(reply);
    assertThat(reply.header("Retry-After")).as("at once, not after a join").contains("3");
    assertSentBackWithError(silent, "temporarily_unavailable");
    assertThat(room.joins()).isEqualTo(AT_ONCE);
    for (Thread other : others) {
      other.join();
    }
  }

  private void comeAsSomebodyElse() {
    try (Browser somebodyElse = new Browser(port)) {
      somebodyElse.get(SENT);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellsTheSiteThatTheRoomIsClosed() throws Exception {
    room.answerJoins(() -> Mono.error(new Refusal.Conflict("no more people")));

    assertSentBackWithError(browser.get(SENT), "access_denied");
  }

  @Test
  void tellsTheSiteThatTheRoomIsNotThere() throws Exception {
    browser.get(SENT);
    room.retire("Sample");

    assertSentBackWithError(browser.get(SENT), "server_error");
    browser.cookies().clear();
    assertSentBackWithError(browser.get(SENT), "server_error");
  }

  @Test
  void neitherAsksNorShowsAnythingWhereTheSiteSaysNot() throws Exception {
    assertSentBackWithError(browser.get(SILENT), "login_required");
    assertSentBackWithError(
        browser.get(SILENT, "Sec-Purpose", "prefetch"), "temporarily_unavailable");
    assertThat(room.joins()).isZero();
    browser.get(SENT);
    assertSentBackWithError(browser.get(SILENT), "login_required");
    room.serveAll();
    assertSentBackWithCode(browser.get(SILENT));
    room.endAll();
    assertSentBackWithError(browser.get(SILENT), "login_required");
    assertThat(room.joins()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt=login", "max_age=0"})
  void leavesAUsedPlaceWhereTheSiteSaysSoAndNeverAnUnusedOne(String wish) throws Exception {
    String anew = SENT + "&" + wish;
    browser.get(anew);
    browser.get(anew);
    room.serveAll();
    Code first = assertSentBackWithCode(browser.get(anew));
    Code again = assertSentBackWithCode(browser.get(anew));
    assertThat(again.grant().place()).isEqualTo(first.grant().place());
    uses.add(again.id());
    // The times of tokens are in whole seconds.
    Awaitility.await().until(() -> browser.get(anew).location().startsWith("/waiting_room?"));

    Reply waiting = browser.get(anew);
    room.serveAll();
    Code second = assertSentBackWithCode(browser.get(waiting.location()));
    Code secondAgain = assertSentBackWithCode(browser.get(waiting.location()));
    uses.add(secondAgain.id());
    Reply over = browser.get(waiting.location());

    assertThat(second.grant().place()).isNotEqualTo(first.grant().place());
    assertThat(secondAgain.grant().place()).isEqualTo(second.grant().place());
    assertThat(over.data("request")).isEmpty();
    assertThat(room.joins()).isEqualTo(2);
  }

  @Test
  void servesTheFilesOfThePage() throws Exception {
    Reply script = browser.get("/waiting_page/waiting.js");
    Reply again =
        browser.get(
            "/waiting_page/waiting.js", "If-None-Match", script.header("ETag").orElseThrow());

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(script.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(script.header("Content-Security-Policy"))
        .as("a picture opened by itself runs nothing")
        .contains("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    assertThat(script.header("Cache-Control")).contains("public, no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(browser.get("/waiting_page/waiting.html").status()).isEqualTo(404);
    assertThat(browser.get("/waiting_page/..").status()).isEqualTo(404);
  }
}
