package io.anteroom.domain.inlet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaxSizeTest {

  private static final MaxSize AT_MOST_100 = new MaxSize(100);

  @Test
  void letsInAsManyAsTheSiteNamed() {
    SiteScript.of(100, 100, 0, 0, 93).under(AT_MOST_100).whenExited(0).thenLetsIn(7, 7);
  }

  @Test
  void letsInThoseTooWhomTheSiteOnlyCounted() {
    SiteScript.of(50, 50, 0, 0, 43).under(AT_MOST_100).whenExited(2).thenLetsIn(9, 9);
  }

  @Test
  void letsNobodyInWhileTheTokensOfWhoExitedUnnamedFillTheSite() {
    SiteScript.of(100, 100, 0, 0, 100).under(AT_MOST_100).whenExited(7).thenLetsNobodyIn();
  }

  @Test
  void letsInNoMoreThanTheSiteCanTake() {
    SiteScript.of(100, 60, 0, 0, 55).under(AT_MOST_100).whenExited(7).thenLetsIn(5, 5);
  }

  @Test
  void countsWhoIsServedAndMayStillComeAsIfHeWereThere() {
    SiteScript.of(100, 60, 0, 0, 60).under(AT_MOST_100).whenExited(7).thenLetsNobodyIn();
  }

  @Test
  void handsOnThePlacesOfThoseWhoWalkedAwayOrWhoseTokensEndedWithoutAWord() {
    SiteScript.of(100, 80, 20, 0, 70).under(AT_MOST_100).whenLookedAt().thenLetsIn(30, 30);
  }

  @Test
  void handsOnEachPlaceOnce() {
    SiteScript.of(130, 80, 20, 30, 70).under(AT_MOST_100).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void doesNotGrowARoomThatItsOwnerKeepsSmall() {
    SiteScript.of(50, 50, 0, 0, 50).under(AT_MOST_100).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void handsOnThePlaceOfWhoExitedUnnamedAtOnce() {
    SiteScript.of(50, 50, 0, 0, 50).under(AT_MOST_100).whenExited(4).thenLetsIn(4, 4);
  }

  @Test
  void doesNotHandItOnAgainWhenTheTokenEnds() {
    SiteScript.of(54, 54, 0, 4, 50).under(AT_MOST_100).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void handsOnNextWhatComesBackBeyondIt() {
    SiteScript.of(54, 54, 0, 4, 47).under(AT_MOST_100).whenLookedAt().thenLetsIn(3, 3);
  }

  @Test
  void opensARoomWhereNobodyHasBeenByAMessage() {
    SiteScript.closed().under(AT_MOST_100).whenExited(250).thenLetsIn(100, 0);
  }

  @Test
  void countsWithTheLargestNumber() {
    SiteScript.of(50, 50, 0, 0, 43)
        .under(AT_MOST_100)
        .whenExited(Long.MAX_VALUE)
        .thenLetsIn(57, 50);
  }

  @Test
  void leavesARoomClosedThatNobodyOpened() {
    SiteScript.closed().under(AT_MOST_100).whenLookedAt().thenLetsNobodyIn();
  }

  @Test
  void letsNobodyInWhereTheOwnerPushedTheRoomAboveItsMaximum() {
    SiteScript.of(140, 130, 0, 0, 110).under(AT_MOST_100).whenExited(20).thenLetsNobodyIn();
  }

  @Test
  void countsWithACounterThatRanFarAhead() {
    SiteScript.of(Long.MAX_VALUE, 10, 0, 0, 10).under(AT_MOST_100).whenExited(5).thenLetsNobodyIn();
  }

  @Test
  void leavesAPausedRoomAlone() {
    SiteScript.of(100, 100, 0, 0, 93).paused().under(AT_MOST_100).whenExited(7).thenLetsNobodyIn();
  }

  @Test
  void needsRoomForOne() {
    assertThatThrownBy(() -> new MaxSize(0)).hasMessage("max_size must be at least 1, not 0");
  }

  @Test
  void refusesExitsBelowZero() {
    assertThatThrownBy(() -> new Signal.Exits(-1)).hasMessage("exited must be at least 0, not -1");
  }
}
