package io.anteroom.domain.inlet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RefillTest {

  private static final Refill TO_100 = new Refill(100);

  @Test
  void fillsARoomWhereNobodyHasBeen() {
    SiteScript.closed().under(TO_100).whenLookedAt().thenLetsIn(100, 0);
  }

  @Test
  void fillsWhatPeopleLeft() {
    SiteScript.of(100, 90, 5, 0, 80).under(TO_100).whenLookedAt().thenLetsIn(15, 15);
  }

  @Test
  void saysOfNoMorePlacesThatTheyAreHandedOnThanCameBack() {
    SiteScript.of(50, 45, 5, 0, 30).under(TO_100).whenLookedAt().thenLetsIn(70, 20);
  }

  @Test
  void handsOnNothingWhereMoreWasHandedOnThanCameBack() {
    SiteScript.of(54, 54, 0, 4, 52).under(TO_100).whenLookedAt().thenLetsIn(48, 0);
  }

  @Test
  void doesNotCareWhyItLooks() {
    SiteScript.of(100, 90, 5, 0, 80).under(TO_100).whenExited(1).thenLetsIn(15, 15);
  }

  @Test
  void letsNobodyIntoAFullSite() {
    SiteScript.of(100, 90, 0, 0, 90).under(TO_100).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void countsWhoIsOwedATurnAsIfHeHadIt() {
    SiteScript.of(100, 90, 10, 0, 90)
        .withClaimable(10)
        .under(TO_100)
        .whenLookedAt()
        .thenLetsNobodyIn();
  }

  @Test
  void leavesAPausedRoomAlone() {
    SiteScript.closed().paused().under(TO_100).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void needsRoomForOne() {
    assertThatThrownBy(() -> new Refill(-5)).hasMessage("max_size must be at least 1, not -5");
  }
}
