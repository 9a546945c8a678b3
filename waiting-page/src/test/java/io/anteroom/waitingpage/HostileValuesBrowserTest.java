package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds that a value is never more than a value, whoever has chosen it. */
class HostileValuesBrowserTest extends PageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"><script>document.title = 'mine'</script>",
        "' onload='document.title = 1' x='",
        "</body><meta http-equiv=refresh content=0;url=//example.org>",
        "{{here}} $1 \\ &amp; %22 <!-- over -->",
        "a&request_id=b#c?d",
      })
  void showsAndAsksForExactlyThat(String hostile, Browser browser) {
    site.shows(hostile, Optional.of(hostile));
    line.says(Status.waiting(3));

    Visit visit =
        Visit.to(site, browser).reads("#ahead dd", "3").isTitled("3 ahead · Waiting room");

    assertThat(visit.find("body").getAttribute("data-event")).isEqualTo(hostile);
    assertThat(visit.page().evaluate("document.querySelectorAll('script').length")).isEqualTo(2);
    assertThat(line.queries()).containsExactly(asked(hostile));
    assertThat(visit.complaints()).isEmpty();
  }

  private static String asked(String value) {
    return "event_id=" + value + "&request_id=" + value;
  }
}
