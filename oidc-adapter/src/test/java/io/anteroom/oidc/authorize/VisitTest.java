package io.anteroom.oidc.authorize;

import static com.nimbusds.oauth2.sdk.OAuth2Error.ACCESS_DENIED;
import static com.nimbusds.oauth2.sdk.OAuth2Error.SERVER_ERROR;
import static com.nimbusds.oauth2.sdk.OAuth2Error.TEMPORARILY_UNAVAILABLE;
import static com.nimbusds.openid.connect.sdk.OIDCError.LOGIN_REQUIRED;
import static io.anteroom.oidc.authorize.Visit.Door.AUTHORIZE;
import static io.anteroom.oidc.authorize.Visit.Door.WAITING_ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.oauth2.sdk.ErrorObject;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.oidc.SampleClients;
import io.anteroom.oidc.authorize.Visit.Arrival;
import io.anteroom.oidc.authorize.Visit.Door;
import io.anteroom.oidc.code.CodeUses;
import io.anteroom.oidc.place.HeldPlace;
import io.anteroom.oidc.place.Joined;
import io.anteroom.oidc.place.Tokens;
import io.anteroom.oidc.place.Turn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VisitTest {

  private static final Instant NOW = Instant.parse("2026-11-20T16:00:00Z");
  private static final Instant JUST_NOW = NOW.minusSeconds(59);
  private static final Instant SOON = NOW.plusSeconds(1);
  private static final Instant MINUTES_AGO = NOW.minusSeconds(300);
  private static final Instant EIGHT_MINUTES_AGO = NOW.minusSeconds(480);

  private static final HeldPlace NEW = HeldPlace.unused(new EventId("Sample"), new RequestId(1, 2));

  private static final Asking USUAL = Asking.usual();
  private static final Asking LOGIN = Asking.usual().with("prompt", "login");
  private static final Asking NONE = Asking.usual().with("prompt", "none");
  private static final Asking UP_TO_5_MINUTES = Asking.usual().with("max_age", "300");
  private static final Asking UP_TO_4_MINUTES = Asking.usual().with("max_age", "240");
  private static final Asking AT_ONCE = Asking.usual().with("max_age", "0");
  private static final Asking NONE_UP_TO_4_MINUTES = NONE.with("max_age", "240");

  private static Visit visit(Door door, Asking asking) {
    Reading reading = new RequestReader(SampleClients.clients()).read(asking.parameters());
    return new Visit(door, ((Reading.Understood) reading).request(), NOW, Arrival.USUAL, USES);
  }

  private static HeldPlace used(Instant at, String code, Instant codeEnd) {
    return NEW.used(new HeldPlace.Use(at, code, codeEnd));
  }

  private static Step ask(HeldPlace place) {
    return new Step.AskTurn(place);
  }

  private static Step error(ErrorObject error) {
    return new Step.SendError(error);
  }

  /** Level with the log; the site took the code {@code redeemed}, and no other. */
  private static final CodeUses USES = KnownUses.of("redeemed");

  private static final Step JOIN = new Step.Join();
  private static final Step NO_PLACE = new Step.ShowWaiting(Optional.empty());

  @ParameterizedTest
  @MethodSource("beginnings")
  void beginsWithThePlaceThatIsHeldIfTheSiteTakesIt(
      Door door, Asking asking, Optional<HeldPlace> held, Step step) {
    assertThat(visit(door, asking).first(held)).isEqualTo(step);
  }

  static Stream<Arguments> beginnings() {
    Optional<HeldPlace> nothing = Optional.empty();
    Optional<HeldPlace> waiting = Optional.of(NEW);
    HeldPlace used = used(MINUTES_AGO, "forgotten", EIGHT_MINUTES_AGO);
    HeldPlace usedNow = used(JUST_NOW, "redeemed", SOON);
    HeldPlace triedNow = used(JUST_NOW, "not redeemed", SOON);
    HeldPlace triedAgain = used(MINUTES_AGO, "not redeemed", SOON);
    HeldPlace triedBefore = used(MINUTES_AGO, "not redeemed", EIGHT_MINUTES_AGO.plusSeconds(1));
    HeldPlace usedBefore = used(MINUTES_AGO, "redeemed", EIGHT_MINUTES_AGO.plusSeconds(1));
    return Stream.of(
        arguments(AUTHORIZE, USUAL, nothing, JOIN),
        arguments(AUTHORIZE, LOGIN, nothing, JOIN),
        arguments(AUTHORIZE, AT_ONCE, nothing, JOIN),
        arguments(AUTHORIZE, NONE, nothing, error(LOGIN_REQUIRED)),
        arguments(WAITING_ROOM, USUAL, nothing, NO_PLACE),
        arguments(WAITING_ROOM, LOGIN, nothing, NO_PLACE),
        arguments(WAITING_ROOM, NONE, nothing, error(LOGIN_REQUIRED)),

        // Who has not come in yet keeps the place, whatever the site says.
        arguments(AUTHORIZE, USUAL, waiting, ask(NEW)),
        arguments(AUTHORIZE, LOGIN, waiting, ask(NEW)),
        arguments(AUTHORIZE, NONE, waiting, ask(NEW)),
        arguments(AUTHORIZE, AT_ONCE, waiting, ask(NEW)),
        arguments(WAITING_ROOM, USUAL, waiting, ask(NEW)),
        arguments(WAITING_ROOM, LOGIN, waiting, ask(NEW)),
        arguments(WAITING_ROOM, AT_ONCE, waiting, ask(NEW)),

        // Who has, comes in again, unless the site wants another time.
        arguments(AUTHORIZE, USUAL, Optional.of(used), ask(used)),
        arguments(AUTHORIZE, NONE, Optional.of(used), ask(used)),
        arguments(AUTHORIZE, UP_TO_5_MINUTES, Optional.of(used), ask(used)),
        arguments(AUTHORIZE, UP_TO_4_MINUTES, Optional.of(used), JOIN),
        arguments(AUTHORIZE, NONE_UP_TO_4_MINUTES, Optional.of(used), error(LOGIN_REQUIRED)),
        arguments(AUTHORIZE, LOGIN, Optional.of(used), JOIN),
        arguments(AUTHORIZE, LOGIN, Optional.of(usedNow), JOIN),
        arguments(AUTHORIZE, AT_ONCE, Optional.of(usedNow), JOIN),
        arguments(AUTHORIZE, LOGIN, Optional.of(usedBefore), JOIN),
        arguments(WAITING_ROOM, USUAL, Optional.of(used), ask(used)),
        arguments(WAITING_ROOM, LOGIN, Optional.of(used), NO_PLACE),
        arguments(WAITING_ROOM, UP_TO_4_MINUTES, Optional.of(used), NO_PLACE),
        arguments(WAITING_ROOM, NONE_UP_TO_4_MINUTES, Optional.of(used), error(LOGIN_REQUIRED)),
        arguments(WAITING_ROOM, LOGIN, Optional.of(usedNow), NO_PLACE),

        // Whose code was taken by nobody has not come in: a page was loaded twice, or a site
        // failed.
        arguments(AUTHORIZE, LOGIN, Optional.of(triedNow), ask(triedNow)),
        arguments(AUTHORIZE, LOGIN, Optional.of(triedBefore), ask(triedBefore)),
        arguments(AUTHORIZE, AT_ONCE, Optional.of(triedNow), ask(triedNow)),
        arguments(AUTHORIZE, UP_TO_4_MINUTES, Optional.of(triedAgain), ask(triedAgain)),
        arguments(WAITING_ROOM, LOGIN, Optional.of(triedNow), ask(triedNow)),
        arguments(WAITING_ROOM, AT_ONCE, Optional.of(triedNow), ask(triedNow)));
  }

  @ParameterizedTest
  @MethodSource("turns")
  void goesOnByHowThePlaceStands(Door door, Asking asking, Turn turn, Step step) {
    assertThat(visit(door, asking).afterTurn(NEW, turn)).isEqualTo(step);
  }

  static Stream<Arguments> turns() {
    Turn here = here(JUST_NOW);
    Turn notYet = new Turn.NotYet();
    Turn over = new Turn.Over();
    Turn noRoom = new Turn.NoSuchRoom();
    Turn notKnown = new Turn.NotKnown("nobody answers");
    Step code = new Step.SendCode(NEW, JUST_NOW, true);
    Step later = new Step.ShowTrouble(Duration.ofSeconds(3));
    return Stream.of(
        arguments(AUTHORIZE, USUAL, here, code),
        arguments(AUTHORIZE, LOGIN, here, code),
        arguments(AUTHORIZE, NONE, here, code),
        arguments(WAITING_ROOM, USUAL, here, code),
        arguments(AUTHORIZE, USUAL, notYet, new Step.SendToWait(Optional.empty())),
        arguments(AUTHORIZE, LOGIN, notYet, new Step.SendToWait(Optional.empty())),
        arguments(AUTHORIZE, NONE, notYet, error(LOGIN_REQUIRED)),
        arguments(WAITING_ROOM, USUAL, notYet, new Step.ShowWaiting(Optional.of(NEW))),
        arguments(WAITING_ROOM, NONE, notYet, error(LOGIN_REQUIRED)),
        arguments(AUTHORIZE, USUAL, over, JOIN),
        arguments(AUTHORIZE, NONE, over, error(LOGIN_REQUIRED)),
        arguments(WAITING_ROOM, USUAL, over, NO_PLACE),
        arguments(WAITING_ROOM, NONE, over, error(LOGIN_REQUIRED)),
        arguments(AUTHORIZE, USUAL, noRoom, error(SERVER_ERROR)),
        arguments(WAITING_ROOM, USUAL, noRoom, error(SERVER_ERROR)),
        // Nobody loses a place, or takes another, because it can't be looked up.
        arguments(AUTHORIZE, USUAL, notKnown, later),
        arguments(AUTHORIZE, LOGIN, notKnown, later),
        arguments(WAITING_ROOM, USUAL, notKnown, later),
        arguments(AUTHORIZE, NONE, notKnown, error(TEMPORARILY_UNAVAILABLE)));
  }

  @ParameterizedTest
  @EnumSource
  void remembersOnlyTheFirstTimeThatSomebodyCameIn(Door door) {
    HeldPlace used = used(MINUTES_AGO, "redeemed", SOON);
    HeldPlace tried = used(MINUTES_AGO, "not redeemed", SOON);
    Turn here = here(MINUTES_AGO);

    assertThat(visit(door, USUAL).afterTurn(used, here))
        .isEqualTo(new Step.SendCode(used, MINUTES_AGO, false));
    assertThat(visit(door, USUAL).afterTurn(tried, here))
        .isEqualTo(new Step.SendCode(tried, MINUTES_AGO, true));
  }

  @ParameterizedTest
  @MethodSource("joins")
  void endsByWhatCameOfJoining(Joined joined, Step step) {
    assertThat(visit(AUTHORIZE, USUAL).afterJoin(joined)).isEqualTo(step);
  }

  static Stream<Arguments> joins() {
    Duration again = Duration.ofSeconds(7);
    return Stream.of(
        arguments(new Joined.Place(NEW.requestId()), new Step.SendToWait(Optional.of(NEW))),
        arguments(new Joined.Closed(), error(ACCESS_DENIED)),
        arguments(new Joined.NoSuchRoom(), error(SERVER_ERROR)),
        arguments(new Joined.TooMany(again), new Step.ShowTrouble(again)),
        arguments(new Joined.Unanswered(again, "no answer"), new Step.ShowTrouble(again)));
  }

  @ParameterizedTest
  @MethodSource("arrivals")
  void heedsHowPeopleCome(Door door, Asking asking, Arrival arrival, Step step) {
    Visit visit = visit(door, asking);

    assertThat(new Visit(door, visit.request(), NOW, arrival, USES).first(Optional.empty()))
        .isEqualTo(step);
  }

  static Stream<Arguments> arrivals() {
    Step later = new Step.ShowTrouble(Duration.ofSeconds(3));
    return Stream.of(
        arguments(AUTHORIZE, USUAL, Arrival.EMBEDDED, later),
        arguments(AUTHORIZE, NONE, Arrival.EMBEDDED, error(LOGIN_REQUIRED)),
        arguments(AUTHORIZE, USUAL, Arrival.JOINED, JOIN),
        arguments(WAITING_ROOM, USUAL, Arrival.EMBEDDED, later),
        arguments(WAITING_ROOM, NONE, Arrival.JOINED, error(LOGIN_REQUIRED)),
        arguments(WAITING_ROOM, USUAL, Arrival.JOINED, new Step.ShowNoCookies()));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void sendsPeopleToBeginAnewWhereTheSiteHasForgottenThem(
      Asking asking, Optional<Instant> since, Step step) {
    Asking sent =
        since.map(at -> asking.with("since", Long.toString(at.getEpochSecond()))).orElse(asking);

    assertThat(visit(WAITING_ROOM, sent).afterTurn(NEW, here(JUST_NOW))).isEqualTo(step);
  }

  static Stream<Arguments> waits() {
    Step code = new Step.SendCode(NEW, JUST_NOW, true);
    Step begin = new Step.SendToBegin(URI.create(SampleClients.TICKETS_BEGIN));
    Asking tickets = USUAL.with("redirect_uri", SampleClients.TICKETS);
    Optional<Instant> longAgo = Optional.of(MINUTES_AGO);
    return Stream.of(
        arguments(tickets, Optional.empty(), code),
        arguments(tickets, Optional.of(NOW.minusSeconds(240)), code),
        arguments(tickets, Optional.of(NOW.minusSeconds(241)), begin),
        arguments(tickets.with("prompt", "login"), longAgo, begin),
        arguments(tickets.with("prompt", "none"), longAgo, code),
        // It does not say where it begins.
        arguments(USUAL, longAgo, code));
  }

  @ParameterizedTest
  @EnumSource
  void makesNoCodeThatNobodyCouldRedeem(Door door) {
    KnownUses behind = KnownUses.of();
    behind.level(false);
    Turn here = here(JUST_NOW);

    assertThat(
            new Visit(door, visit(door, USUAL).request(), NOW, Arrival.USUAL, behind)
                .afterTurn(NEW, here))
        .isEqualTo(new Step.ShowTrouble(Duration.ofSeconds(3)));
    assertThat(
            new Visit(door, visit(door, NONE).request(), NOW, Arrival.USUAL, behind)
                .afterTurn(NEW, here))
        .isEqualTo(error(TEMPORARILY_UNAVAILABLE));
  }

  private static Turn here(Instant since) {
    return new Turn.Here(since, new Tokens("access", "id", 60));
  }
}
