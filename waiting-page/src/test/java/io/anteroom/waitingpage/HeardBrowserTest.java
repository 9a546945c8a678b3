package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;

/** Holds what people hear who use a screen reader: all that matters, and no chatter. */
class HeardBrowserTest extends PageTest {

  private void move(Visit visit, long ahead) {
    line.says(Status.waiting(ahead));
    visit.pass(5_000).reads("#ahead dd", Long.toString(ahead));
  }

  @Test
  void saysHowManyAreAheadAtMilestonesOnly(Browser browser) {
    line.says(Status.waiting(99));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "99");
    for (long ahead : new long[] {90, 80, 70, 60, 55, 52, 45, 30}) {
      move(visit, ahead);
    }

    assertThat(visit.heard())
        .containsExactly(
            "You are in the line. People ahead of you: 99. Estimated wait: Not known yet.",
            "People ahead of you: 45. Estimated wait: Not known yet.");
  }

  @Test
  void staysQuietForAWhileWhenMilestonesRushBy(Browser browser) {
    line.says(Status.waiting(99));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "99");
    for (long ahead : new long[] {45, 15, 8, 4}) {
      move(visit, ahead);
    }

    assertThat(visit.heard()).hasSize(1);
    move(visit, 3);
    move(visit, 2);
    assertThat(visit.heard())
        .last()
        .isEqualTo("People ahead of you: 2. Estimated wait: Not known yet.");
  }

  @Test
  void saysOnceWhatIsWrong(Browser browser) {
    line.says(Status.waiting(99));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "99");
    int before = visit.heard().size();

    line.refuses(503);
    visit.pass(5_000).isAnswered().pass(2_500).isAnswered().pass(5_000).isAnswered();

    assertThat(visit.heard()).hasSize(before + 1);
    assertThat(visit.heard().getLast()).contains("does not answer");
  }
}
