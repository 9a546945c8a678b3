package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds what is told of counters, settings and tokens. */
class FiguresBrowserTest extends PanelTest {

  private static final String TWO_IDS =
      "[\"7c1e0a52-93d8-4f06-b5aa-2d4c8e91f370\",\"0b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a52\"]";

  @Test
  void tellsTheCountersAsTheyAre(Browser browser) {
    origin.rooms().put("Sample", Map.of("completed_sessions", 3_000L, "handed_on", 7L));
    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(figure("Queue counter"), "1,234").sees(figure("Waiting"), "1,034");
    operator.sees(figure("Completed"), "3,000").sees(figure("Handed on"), "7");
    origin.rooms().move("Sample", 34);

    operator.sees(figure("Serving counter"), "234").sees(figure("Waiting"), "1,000");
  }

  @Test
  void tellsTheSettings(Browser browser) {
    origin.rooms().put("Sample", Map.of("validity_period", 600, "join_rate_limit", 2_000));

    Operator operator = Operator.of("Sample", site, browser);
    operator.find("#figures summary").click();

    operator.sees(figure("Tokens are good for"), "600 s (10 min)");
    operator.sees(figure("Positions expire"), "on");
    operator.sees(figure("Joins in a second, at most"), "2,000 a second");
  }

  @Test
  void tellsHowManyTokensAreActiveAndAsOfWhen(Browser browser) {
    origin.answers("/num_active_tokens", "{\"active_tokens\":812}");

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(figure("Active tokens"), "812");
    operator.reads("#figures dl .as-of", "As of");
  }

  @Test
  void saysThatItIsNotKnownHowManyTokensAreActive(Browser browser) {
    origin.refuses("/num_active_tokens", 503, "not now");

    Operator.of("Sample", site, browser).sees(figure("Active tokens"), "not known");
  }

  @Test
  void looksForExpiredTokensAndSavesTheirRequestIds(Browser browser) throws IOException {
    origin.answers("/expired_tokens", TWO_IDS);
    Operator operator = Operator.of("Sample", site, browser);
    assertThat(operator.button("Save their request ids")).isHidden();

    operator.presses("Look for expired tokens");

    operator.isTold("2 tokens of Sample have expired.");
    operator.reads("#figures .actions", "2 tokens have expired, as of");
    Download saved =
        operator.page().waitForDownload(() -> operator.presses("Save their request ids"));
    assertThat(saved.suggestedFilename()).isEqualTo("expired-tokens-Sample.json");
    assertThat(Files.readString(saved.path())).isEqualTo(TWO_IDS);
  }

  @Test
  void savesNothingWhereNoTokenHasExpired(Browser browser) {
    origin.answers("/expired_tokens", "[]");
    Operator operator = Operator.of("Sample", site, browser);

    operator.presses("Look for expired tokens");

    operator.isTold("0 tokens of Sample have expired.");
    assertThat(operator.button("Save their request ids")).isHidden();
  }

  @Test
  void saysWhyNobodyKnowsWhatHasExpired(Browser browser) {
    origin.refuses("/expired_tokens", 503, "not now");
    Operator operator = Operator.of("Sample", site, browser);

    operator.presses("Look for expired tokens");

    operator.isTold(
        "Look for expired tokens of Sample: The private origin can’t answer now. It says: not now.");
  }

  private static String figure(String title) {
    return "#figures dt:text-is('" + title + "') + dd";
  }
}
