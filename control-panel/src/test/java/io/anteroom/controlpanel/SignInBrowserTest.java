package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import io.anteroom.testkit.browser.Look;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInBrowserTest extends PanelTest {

  private static final String FILE =
      """
      # made by anteroom
      [default]
      aws_access_key_id = AKIDOFSOMETHINGELSE
      aws_secret_access_key = anotherSecret

      [anteroom]
      aws_access_key_id = %s
      aws_secret_access_key = %s
      """
          .formatted(StubOrigin.KEY, StubOrigin.SECRET);

  private static Operator pastes(Operator operator, String text) {
    operator
        .find("#key-id")
        .evaluate(
            """
            (field, text) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', text);
              field.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """,
            text);
    return operator;
  }

  @Test
  void showsTheRoomsToWhoHasAKey(Browser browser) {
    Operator operator = Operator.at(site, browser).signIn();

    operator.reads("#rooms-list", "Sample").sees("#who", "Key " + StubOrigin.KEY + ", us-east-1");
    assertThat(operator.find("#sign-in")).isHidden();
    assertThat(operator.mistakes()).isEmpty();
  }

  @Test
  void takesAWholeCredentialsFileWithoutShowingIt(Browser browser) {
    Operator operator = pastes(Operator.at(site, browser), FILE);

    operator.reads("#rooms-list", "Sample");
    assertThat(operator.find("#key-id")).hasValue("");
    assertThat(operator.find("#key-secret")).hasValue("");
  }

  @Test
  void saysThatAKeyIsNotTaken(Browser browser) {
    Operator operator = Operator.at(site, browser).signIn(StubOrigin.KEY, "wrong");

    operator.reads("#sign-in-trouble", "does not take this key (403)");
    Look.at(operator.page(), "panel-sign-in-refused");
    assertThat(operator.find("#desk")).isHidden();

    operator.signIn();
    operator.reads("#rooms-list", "Sample");
  }

  @Test
  void saysHowFarTheClockIsOff(Browser browser) {
    Page page = browser.newPage();
    Duration off = Duration.ofMinutes(12).plusSeconds(30);
    page.clock().setFixedTime(Clock.systemUTC().millis() + off.toMillis());
    page.navigate(site.panel());
    page.fill("#key-id", StubOrigin.KEY);
    page.fill("#key-secret", StubOrigin.SECRET);

    page.keyboard().press("Enter");

    assertThat(page.locator("#sign-in-trouble"))
        .containsText("The clock of this computer is 12 min ahead of the private origin’s.");
  }

  @Test
  void saysWhatToLookAtWhereNothingAnswers(Browser browser) {
    origin.isDown(true);

    Operator operator = Operator.at(site, browser).signIn();

    operator.reads("#sign-in-trouble", "anteroom.panel-origins");
    operator.reads("#sign-in-trouble", origin.address().toString());
  }

  @Test
  void saysThatAKeyIsNoneWhereADashIsNot(Browser browser) {
    Operator operator = Operator.at(site, browser).signIn("AKID–OF–THE–PANEL", StubOrigin.SECRET);

    operator.reads("#sign-in-trouble", "Look for a dash or a quotation mark that is none");
  }

  @Test
  void saysThatAnAnswerCannotBeRead(Browser browser) {
    Operator operator = Operator.at(site, browser);
    operator
        .page()
        .route("**/events?*", route -> route.fulfill(new FulfillOptions().setBody("{\"events\":")));

    operator.signIn();

    operator.reads("#sign-in-trouble", "gives an answer that can’t be read");
  }

  @Test
  void saysSoWhereItFailsItself(Browser browser) {
    Operator operator = Operator.at(site, browser);
    operator
        .page()
        .evaluate("() => { crypto.subtle.importKey = () => Promise.reject(new Error('broken')); }");

    operator.signIn();

    operator.reads("#sign-in-trouble", "Something went wrong in this page itself");
    assertThat(operator.mistakes()).hasSize(1);
  }

  @Test
  void keepsTheKeyNowhereButInMemory(Browser browser) {
    Operator operator = Operator.at(site, browser).signIn().reads("#rooms-list", "Sample");
    operator.presses("+10 200 → 210").isTold("Sample was at 200 and is at 210");

    Object traces =
        operator
            .page()
            .evaluate(
                """
                () => JSON.stringify([
                  { ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
                  history.state, document.documentElement.outerHTML,
                  [...document.querySelectorAll('input')].map((input) => input.value),
                ])
                """);

    assertThat(String.valueOf(traces)).contains("Sample").doesNotContain(StubOrigin.SECRET);
    assertThat(operator.page().context().cookies()).isEmpty();
  }

  @Test
  void forgetsTheKeyWhenSomebodySignsOut(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser);

    operator.presses("Sign out");

    assertThat(operator.find("#sign-in")).isVisible();
    assertThat(operator.find("#desk")).isHidden();
    assertThat(operator.find("#rooms-list li")).hasCount(0);
    assertThat(operator.find("#key-secret")).hasValue("");
  }

  @Test
  void asksForAnotherKeyAboveWhateverIsOpen(Browser browser) {
    Operator operator = Operator.of("Sample", site, browser);
    operator.presses("Settings…").types("Tokens are good for", "1800");

    origin.takes("AKIDNEW", "another-secret");

    operator.reads("#sign-in-trouble", "does not take this key (403)");
    Look.at(operator.page(), "panel-asked-for-another-key");
    operator.signIn("AKIDNEW", "another-secret").isAsked("Settings of Sample");
    operator.presses("Save").isTold("Tokens are good for: 3,600 s (60 min) → 1,800 s (30 min)");
  }
}
