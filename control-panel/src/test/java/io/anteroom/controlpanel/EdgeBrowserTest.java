package io.anteroom.controlpanel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.Refusal;
import io.anteroom.edge.signature.Credentials;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Holds the panel's calls to the HTTP shell that the real services wear. */
class EdgeBrowserTest extends PanelTest {

  private static final String CALL =
      """
      async ({ secret, call, args }) => {
        const { PrivateApi } = await import('/control_panel/api.js');
        const { Signer } = await import('/control_panel/signature.js');
        const { privateOrigin, region } = document.body.dataset;
        const signer = await Signer.of({ id: 'AKIDOFTHEPANEL', secret, region });
        try {
          return await new PrivateApi(privateOrigin, signer)[call](...args);
        } catch ({ kind, status, said, retryAfter, clockOff }) {
          return { kind, status, said, retryAfter, clock: Math.abs(clockOff) < 60_000 };
        }
      }
      """;

  private EdgeServer edge;

  @BeforeEach
  void startTheEdge() {
    PrivateAccess access =
        PrivateAccess.signedWith(
                Credentials.of(Map.of(StubOrigin.KEY, StubOrigin.SECRET)),
                StubOrigin.REGION,
                Clock.systemUTC())
            .alsoFrom(Set.of(site.origin()));
    Face face =
        Face.guarded(access)
            .get("/events", call -> Mono.just(Answer.ok(Map.of("limit", text(call, "limit")))))
            .post("/reset_initial_state", EdgeBrowserTest::key)
            .put("/events/{event_id}", call -> Mono.just(Answer.okJson(body(call))))
            .delete("/events/{event_id}", _ -> Mono.just(Answer.empty()))
            .get("/busy", _ -> Mono.error(new Refusal.Unavailable("later", Duration.ofSeconds(7))))
            .build();
    edge = EdgeServer.start(Origin.PRIVATE, 0, List.of(face));
    site.calls(URI.create("http://localhost:" + edge.port()));
  }

  @AfterEach
  void stopTheEdge() {
    edge.close();
  }

  private static String text(Call call, String name) {
    return call.query().optionalText(name).orElse("none");
  }

  private static byte[] body(Call call) {
    return "{\"issuer\":\"%s\"}".formatted(call.json().text("issuer")).getBytes(UTF_8);
  }

  private static Mono<Answer> key(Call call) {
    return Mono.just(Answer.ok(Map.of("keyed", call.idempotencyKey().isPresent())));
  }

  private Object doesWith(String secret, Browser browser, String call, Object... args) {
    Page page = Operator.at(site, browser).page();
    return page.evaluate(CALL, Map.of("secret", secret, "call", call, "args", List.of(args)));
  }

  private Object does(Browser browser, String call, Object... args) {
    return doesWith(StubOrigin.SECRET, browser, call, args);
  }

  @Test
  void letsThePanelAskAndAct(Browser browser) {
    assertThat(does(browser, "get", "/events", Map.of("limit", "a b+c/é~*'")))
        .isEqualTo(Map.of("limit", "a b+c/é~*'"));
    assertThat(does(browser, "post", "/reset_initial_state", Map.of("event_id", "Sample")))
        .isEqualTo(Map.of("keyed", true));
    assertThat(does(browser, "put", "/events/Sample", Map.of("issuer", "https://é.example")))
        .isEqualTo(Map.of("issuer", "https://é.example"));
    assertThat(does(browser, "remove", "/events/Sample")).isNull();
  }

  @Test
  void letsThePanelReadWhyNot(Browser browser) {
    assertThat(doesWith("wrong", browser, "get", "/events"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("kind", "key")
        .containsEntry("clock", true);
    assertThat(does(browser, "get", "/nowhere"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("kind", "refused")
        .containsEntry("status", 404);
    assertThat(does(browser, "get", "/busy"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("kind", "busy")
        .containsEntry("said", "later")
        .containsEntry("retryAfter", 7_000);
  }
}
