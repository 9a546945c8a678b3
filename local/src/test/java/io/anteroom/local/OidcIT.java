package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.local.LoginSite.Login;
import io.anteroom.local.LoginSite.Told;
import io.anteroom.testkit.ScriptlessBrowser;
import io.anteroom.testkit.ScriptlessBrowser.Reply;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack as sites know it that log people in by OpenID Connect. */
class OidcIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path home;

  private static UpProcess up;
  private static Observer stack;
  private static Operator operator;

  private static LoginSite shop;
  private static LoginSite again;
  private static LoginSite reset;
  private static LoginSite hurried;
  private static LoginSite closed;

  private final ScriptlessBrowser visitor = new ScriptlessBrowser();

  @BeforeAll
  static void start() throws IOException {
    int port = UpProcess.freePort();
    shop = site("Shop", port);
    again = site("Again", port);
    reset = site("Reset", port);
    hurried = site("Hurried", port);
    closed = site("Closed", port);
    up =
        UpProcess.readyIn(
            home,
            Map.of(
                "ANTEROOM_OIDC_PORT", String.valueOf(port),
                "ANTEROOM_OIDC_CLIENTS", LoginSite.clients(shop, again, reset, hurried, closed)));
    stack = Observer.of(home);
    operator = new Operator(stack);
    operator.make("Shop", "{}");
    operator.make("Again", "{}");
    operator.make("Reset", "{}");
    operator.make("Hurried", "{\"queue_position_expiry_period\": 2}");
    operator.make("Closed", "{}");
  }

  private static LoginSite site(String room, int port) {
    return new LoginSite(
        URI.create("http://localhost:" + port),
        room,
        URI.create("https://site.example/callback?of=" + room));
  }

  /** Whatever happened to those who logged in: nothing of it may lie in files. */
  @AfterAll
  static void stopsHavingWrittenNoSecretDown() throws IOException {
    try {
      assertThat(up.output() + Files.readString(home.resolve("anteroom.log")))
          .contains("Anteroom is ready")
          .doesNotContain(LoginSite.confided());
    } finally {
      up.close();
    }
  }

  @Test
  void logsInWhoHasWaitedForTheirTurn() {
    Login login = shop.begin();
    Reply waiting = visitor.goTo(login.start());
    assertThat(waiting.at()).hasPath("/waiting_room");
    assertThat(waiting.status()).isEqualTo(200);
    String place = waiting.place();
    assertThat(visitor.goTo(waiting.at()).place()).as("after a reload").isEqualTo(place);

    operator.letIn("Shop", 1);
    Told tokens = login.exchange(login.codeOf(visitor, waiting.at()));

    assertThat(tokens.person())
        .containsEntry("iss", shop.provider().toString())
        .containsEntry("aud", "Shop")
        .containsEntry("sub", place)
        .containsEntry("nonce", login.nonce())
        .containsEntry("token_use", "id");
    assertThat(shop.userInfo(tokens.text("access_token")).text("sub")).isEqualTo(place);
    Login next = shop.begin();
    assertThat(next.exchange(next.code(visitor.goTo(next.start()).at())).person())
        .as("who comes back does not wait again")
        .containsEntry("sub", place)
        .containsEntry("nonce", next.nonce());
  }

  @Test
  void takesACodeOnceAndLeavesWhatItGaveAsItIs() {
    Login login = again.begin();
    operator.letIn("Again", 1);
    String code = login.codeOf(visitor, login.start());
    Told tokens = login.exchange(code);

    Told second = login.exchange(code);

    assertThat(second.status()).isEqualTo(400);
    assertThat(second.text("error")).isEqualTo("invalid_grant");
    assertThat(again.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
  }

  @Test
  void offersANewPlaceWhereTheRoomWasResetWhileSomebodyWaited() {
    Login login = reset.begin();
    Reply waiting = visitor.goTo(login.start());
    String former = waiting.place();

    operator.reset("Reset");

    Reply over = visitor.goTo(waiting.at());
    assertThat(over.place()).isEmpty();
    Reply anew = visitor.goTo(over.at().resolve(over.anew()));
    assertThat(anew.place()).isNotEmpty().isNotEqualTo(former);
    operator.letIn("Reset", 1);
    assertThat(login.exchange(login.codeOf(visitor, anew.at())).person())
        .containsEntry("sub", anew.place());
  }

  @Test
  void offersANewPlaceToWhoDidNotComeInTime() {
    Login login = hurried.begin();
    Reply waiting = visitor.goTo(login.start());
    operator.letIn("Hurried", 1);
    String expiry = "/queue_pos_expiry?event_id=Hurried&request_id=" + waiting.place();
    await().atMost(PATIENCE).until(() -> stack.get(expiry).status() == 410);

    Reply over = visitor.goTo(waiting.at());

    assertThat(over.place()).isEmpty();
    Reply anew = visitor.goTo(over.at().resolve(over.anew()));
    assertThat(anew.place()).isNotEmpty().isNotEqualTo(waiting.place());
  }

  @Test
  void takesNoCodeOfASessionThatIsClosed() {
    Login login = closed.begin();
    Reply waiting = visitor.goTo(login.start());
    operator.letIn("Closed", 1);
    String code = login.codeOf(visitor, waiting.at());
    operator.complete("Closed", waiting.place());

    Told refused = login.exchange(code);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("error")).isEqualTo("invalid_grant");
    assertThat(visitor.goTo(closed.begin().start()).place())
        .as("who comes again stands in the line again")
        .isNotEmpty()
        .isNotEqualTo(waiting.place());
  }
}
