package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds when the page asks, and when it does not. */
class PaceBrowserTest extends PageTest {

  private static final String SILENT =
      "The waiting room does not answer at the moment. Your place is kept, and this page keeps"
          + " trying.";

  @Test
  void asksWhenTheServerSaid(Browser browser) {
    line.says(Status.waiting(40).nextPoll(7_000));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    assertThat(visit.pass(6_999).asked()).isEqualTo(1);
    line.says(Status.waiting(39).nextPoll(60_000));
    visit.pass(1).reads("#ahead dd", "39");

    assertThat(visit.pass(59_999).asked()).isEqualTo(2);
    assertThat(visit.pass(1).asked()).isEqualTo(3);
  }

  @Test
  void spreadsAskingByATenthToEachSide(Browser browser) {
    line.says(Status.waiting(40).nextPoll(10_000));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    visit.chance(0).pass(10_000).isAnswered();
    assertThat(visit.pass(8_999).asked()).isEqualTo(2);
    assertThat(visit.chance(0.9999).pass(1).isAnswered().asked()).isEqualTo(3);
    assertThat(visit.pass(10_990).asked()).isEqualTo(3);
    assertThat(visit.pass(10).asked()).isEqualTo(4);
  }

  @Test
  void keepsWithinBoundsWhateverTheServerSays(Browser browser) {
    line.says(Status.waiting(40).nextPoll(0));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    assertThat(visit.pass(999).asked()).isEqualTo(1);
    line.says(Status.waiting(39).nextPoll(86_400_000));
    visit.pass(1).reads("#ahead dd", "39");

    assertThat(visit.pass(119_999).asked()).isEqualTo(2);
    assertThat(visit.pass(1).asked()).isEqualTo(3);
  }

  @Test
  void neverAsksWhileNobodyLooksAndAtOnceWhenSomebodyDoes(Browser browser) {
    line.says(Status.waiting(40));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    visit.looksAway().pass(3_600_000);
    assertThat(visit.asked()).isEqualTo(1);

    line.says(Status.waiting(7));
    visit.looksAgain().reads("#ahead dd", "7");
    assertThat(visit.asked()).isEqualTo(2);
  }

  @Test
  void asksNothingInATabThatNobodyHasLookedAtYet(Browser browser) {
    line.says(Status.waiting(40));
    Visit visit =
        Visit.inTheBackground(site, browser).isTitled("One moment, please · Waiting room");

    assertThat(visit.pass(3_600_000).asked()).isZero();
    visit.looksAgain().reads("#ahead dd", "40");
  }

  @Test
  void saysInItsTitleWhenToComeBackWhileNobodyLooks(Browser browser) {
    line.says(Status.waiting(40).estimated(600, 900));
    Visit visit = Visit.to(site, browser).isTitled("40 ahead · Waiting room");

    visit.looksAway().isTitled("Come back about 12:10 PM · Waiting room");
    visit.pass(600_000).isTitled("Your turn may be near · Waiting room");
    visit.looksAgain().isTitled("40 ahead · Waiting room");
  }

  @Test
  void asksOnceASecondAtMostHoweverOftenSomebodyComesAndGoes(Browser browser) {
    line.says(Status.waiting(40));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    for (int times = 0; times < 20; times++) {
      visit.looksAway().looksAgain().pass(10);
    }
    assertThat(visit.asked()).isEqualTo(1);
    assertThat(visit.pass(800).asked()).isEqualTo(2);
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureAndComesBack(Browser browser) {
    line.refuses(503);
    Visit visit = Visit.to(site, browser).reads("#notice", SILENT).isAnswered();

    long[] pauses = {2_500, 5_000, 10_000, 20_000, 40_000, 75_000, 75_000};
    for (int failures = 1; failures <= pauses.length; failures++) {
      assertThat(visit.pass(pauses[failures - 1] - 1).asked()).isEqualTo(failures);
      assertThat(visit.pass(1).isAnswered().asked()).isEqualTo(failures + 1);
    }

    line.says(Status.waiting(40));
    visit.pass(75_000).reads("#ahead dd", "40");
    assertThat(visit.find("#notice").isVisible()).isFalse();
    assertThat(visit.pass(5_000).asked()).isEqualTo(pauses.length + 3);
  }

  @Test
  void leavesTheServerAloneForAsLongAsItWantsEvenWhenSomebodyLooksAgain(Browser browser) {
    line.refuses(429, Map.of("Retry-After", "30"));
    Visit visit = Visit.to(site, browser).isTitled("One moment, please · Waiting room");
    visit.isAnswered();

    visit.pass(5_000).looksAway().looksAgain();

    assertThat(visit.pass(32_499).asked()).isEqualTo(1);
    assertThat(visit.pass(1).asked()).isEqualTo(2);
  }

  @Test
  void asksAtOnceWhenItIsOnlineAgain(Browser browser) {
    line.says(Status.waiting(40));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    visit.context().setOffline(true);
    visit.isTitled("Offline · Waiting room").pass(3_000);
    line.says(Status.waiting(39));
    visit.context().setOffline(false);

    visit.reads("#ahead dd", "39").isTitled("39 ahead · Waiting room");
    assertThat(visit.find("#notice").isVisible()).isFalse();
  }

  @Test
  void givesUpOnAServerThatSaysNothingAndAsksAgain(Browser browser) {
    line.hangs();
    Visit visit = Visit.to(site, browser).isTitled("One moment, please · Waiting room");

    visit.pass(10_000).reads("#notice", SILENT);
    line.says(Status.waiting(40));
    visit.pass(2_500).reads("#ahead dd", "40");
  }

  @Test
  void doesNotShowNonsense(Browser browser) {
    line.says(Status.waiting(40));
    Visit visit = Visit.to(site, browser).reads("#ahead dd", "40");

    line.saysNonsense();

    visit.pass(5_000).reads("#notice", SILENT).reads("#ahead dd", "40");
  }

  @Test
  void doesNotBelieveASingleAnswerThatThePlaceIsUnknown(Browser browser) {
    line.refuses(404);
    Visit visit = Visit.to(site, browser).isAnswered();

    line.says(Status.waiting(40));

    visit.pass(2_500).reads("#ahead dd", "40");
  }

  @Test
  void goesOnAskingNowAndThenWhenThePlaceIsUnknown(Browser browser) {
    line.refuses(404);
    Visit visit = Visit.to(site, browser).isAnswered();
    visit.pass(2_500).reads("h1", "Your place is not valid any more");

    line.says(Status.waiting(40));
    visit.pass(119_000).isAnswered();
    assertThat(visit.asked()).isEqualTo(2);

    visit.pass(1_000).reads("#ahead dd", "40");
  }

  @Test
  void believesNobodyInFrontOfTheLineThatThePlaceIsUnknown(Browser browser) {
    line.isMissing();
    Visit visit = Visit.to(site, browser).isAnswered();

    visit.pass(2_500).isAnswered().pass(5_000).isAnswered();

    visit.reads("h1", "One moment, please");
    assertThat(visit.asked()).isEqualTo(3);
  }

  @Test
  void asksNoMoreOnceThePlaceHasExpired(Browser browser) {
    line.says(Status.expired());
    Visit visit = Visit.to(site, browser).reads("h1", "Your turn has passed");

    assertThat(visit.pass(3_600_000).asked()).isEqualTo(1);
  }
}
