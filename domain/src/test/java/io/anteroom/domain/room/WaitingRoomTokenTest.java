package io.anteroom.domain.room;

import static io.anteroom.domain.room.RoomScript.ROOM;
import static io.anteroom.domain.room.RoomScript.given;
import static io.anteroom.domain.room.RoomWords.KEY;
import static io.anteroom.domain.room.RoomWords.SETTINGS;
import static io.anteroom.domain.room.RoomWords.TOKEN;
import static io.anteroom.domain.room.RoomWords.claims;
import static io.anteroom.domain.room.RoomWords.configured;
import static io.anteroom.domain.room.RoomWords.issue;
import static io.anteroom.domain.room.RoomWords.moved;
import static io.anteroom.domain.room.RoomWords.numbered;
import static io.anteroom.domain.room.RoomWords.requestId;
import static io.anteroom.domain.room.RoomWords.sessionUpdated;
import static io.anteroom.domain.room.RoomWords.tokenGenerated;
import static io.anteroom.domain.room.RoomWords.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitingRoomTokenTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:05:00.999Z");
  private static final Instant NOW_SECONDS = Instant.parse("2026-11-20T10:05:00Z");

  // Tokens

  @Test
  void aServedPlaceGetsAToken() {
    TokenClaims expected =
        new TokenClaims(
            ROOM,
            requestId(0, 4),
            new QueueNumber(5),
            NOW_SECONDS,
            NOW_SECONDS.plusSeconds(600),
            SETTINGS.issuer(),
            KEY,
            TOKEN);

    Room room =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
            .at(NOW)
            .when(issue(0, 4))
            .then(new TokenGenerated(new Place(0, 4), expected))
            .thenAnswered(new Outcome.TokenHas(expected))
            .room();

    assertThat(room.tokenCounter()).isOne();
    assertThat(room.waiting()).isEqualTo(9);
  }

  @Test
  void theCallerMayOverrideIssuerAndValidity() {
    Issuer issuer = new Issuer("https://shop.example");

    RecordedEvent event =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
            .at(NOW)
            .when(issue(0, 4, KEY, TOKEN, Optional.of(issuer), Optional.of(new ValidityPeriod(1))))
            .event();

    TokenClaims claims = ((TokenGenerated) event.event()).claims();
    assertThat(claims.issuer()).isEqualTo(issuer);
    assertThat(claims.issuedAt()).isEqualTo(NOW_SECONDS);
    assertThat(claims.expiresAt()).isEqualTo(NOW_SECONDS.plusSeconds(1));
  }

  @Test
  void aRepeatGetsTheFirstClaimsWhateverItAsksFor() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5), tokenGenerated(0, 4, 5))
        .at(NOW)
        .when(
            issue(
                0,
                4,
                new KeyId("key-2"),
                new TokenId("token-2"),
                Optional.of(new Issuer("https://shop.example")),
                Optional.of(new ValidityPeriod(1))))
        .thenNothingHappens()
        .thenAnswered(new Outcome.TokenHas(claims(0, 4, 5)));
  }

  @Test
  void aRepeatGetsTheFirstClaimsUnderOtherSettings() {
    given(
            configured(),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 4, 5),
            new RoomConfigured(RoomWords.OTHER_SETTINGS))
        .when(issue(0, 4))
        .thenNothingHappens()
        .thenAnswered(new Outcome.TokenHas(claims(0, 4, 5)));
  }

  @Test
  void aRepeatGetsTheFirstClaimsAlthoughTheServingCounterWentBack() {
    given(
            configured(),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 4, 5),
            new RoomEvent.SettledPlacesCounted(1),
            moved(5, 0))
        .when(issue(0, 4))
        .thenNothingHappens()
        .thenAnswered(new Outcome.TokenHas(claims(0, 4, 5)));
  }

  @Test
  void aNewTokenFollowsTheSettingsOfItsTime() {
    RecordedEvent event =
        given(
                configured(),
                numbered(0, 0, 9, 1),
                moved(0, 5),
                new RoomConfigured(RoomWords.OTHER_SETTINGS))
            .at(NOW)
            .when(issue(0, 4))
            .event();

    TokenClaims claims = ((TokenGenerated) event.event()).claims();
    assertThat(claims.issuer()).isEqualTo(RoomWords.OTHER_SETTINGS.issuer());
    assertThat(claims.expiresAt()).isEqualTo(NOW_SECONDS.plusSeconds(60));
  }

  @Test
  void rejectsANumberAboveTheServingCounter() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
        .when(issue(0, 5))
        .thenRejected(new Rejection.NotServedYet(new QueueNumber(6), new ServingCounter(5)));
  }

  @Test
  void rejectsANumberFromWhichTheServingCounterWentBack() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5), moved(5, 4))
        .when(issue(0, 4))
        .thenRejected(new Rejection.NotServedYet(new QueueNumber(5), new ServingCounter(4)));
  }

  @Test
  void rejectsAPlaceThatHasNoNumberYet() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
        .when(issue(0, 10))
        .thenRejected(new Rejection.NotNumberedYet());
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
        .when(issue(1, 0))
        .thenRejected(new Rejection.NotNumberedYet());
  }

  @Test
  void rejectsAPlaceThatTheSpansHavePassed() {
    given(configured(), numbered(0, 0, 9, 1), numbered(0, 20, 29, 11), moved(0, 50))
        .when(issue(0, 15))
        .thenRejected(new Rejection.UnknownRequest());
  }

  @Test
  void aTokenIsDatedByTheClockAlsoWhereTheRoomIsAhead() {
    Instant longBefore = NOW.minusSeconds(86_400);

    RecordedEvent event =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
            .at(longBefore)
            .when(issue(0, 4))
            .event();

    assertThat(event.decidedAt()).isAfter(longBefore);
    assertThat(((TokenGenerated) event.event()).claims().issuedAt())
        .isEqualTo(NOW_SECONDS.minusSeconds(86_400));
  }

  // Sessions

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "ABANDONED"})
  void aSessionCloses(SessionStatus status) {
    Room room =
        given(configured(), numbered(0, 0, 9, 1), moved(0, 5), tokenGenerated(0, 4, 5))
            .when(update(0, 4, status))
            .then(sessionUpdated(0, 4, status))
            .thenAnswered(new Outcome.Done())
            .room();

    assertThat(room.completedSessions()).isEqualTo(status == SessionStatus.COMPLETED ? 1 : 0);
    assertThat(room.abandonedSessions()).isEqualTo(status == SessionStatus.ABANDONED ? 1 : 0);
    assertThat(room.tokenCounter()).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "ABANDONED"})
  void aSessionClosesOnce(SessionStatus again) {
    given(
            configured(),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 4, 5),
            sessionUpdated(0, 4, SessionStatus.COMPLETED))
        .when(update(0, 4, again))
        .thenRejected(new Rejection.SessionAlreadySet());
  }

  @Test
  void aClosedSessionGetsNoTokenAnyMore() {
    given(
            configured(),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 4, 5),
            sessionUpdated(0, 4, SessionStatus.ABANDONED))
        .when(issue(0, 4))
        .thenRejected(new Rejection.SessionClosed());
  }

  @Test
  void thereIsNoSessionWithoutAToken() {
    given(configured(), numbered(0, 0, 9, 1), moved(0, 5))
        .when(update(0, 4, SessionStatus.COMPLETED))
        .thenRejected(new Rejection.NoToken());
    given(configured())
        .when(update(0, 4, SessionStatus.COMPLETED))
        .thenRejected(new Rejection.NoToken());
  }

  @Test
  void aSessionIsNeverOpenedAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update(0, 4, SessionStatus.ACTIVE))
        .withMessageContaining("1 (completed) or -1 (abandoned)");
  }

  @Test
  void theTokenOfOneGenerationIsUnknownInTheNext() {
    RoomScript script =
        given(
            configured(),
            numbered(0, 0, 9, 1),
            moved(0, 5),
            tokenGenerated(0, 4, 5),
            RoomWords.wasReset(Map.of(0, 10L)));

    assertThat(script.state().token(new Generation(2), new Place(0, 4))).isEmpty();
    script.when(update(0, 4, SessionStatus.COMPLETED)).thenRejected(new Rejection.NoToken());
  }
}
