package io.anteroom.tokenservice;

import static io.anteroom.tokenservice.ModelRooms.EVENT;
import static io.anteroom.tokenservice.ModelRooms.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.ticket.TicketKey;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.readmodel.RoomAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ClaimDeskTest {

  private static final RequestId NOBODY = RequestId.parse("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
  private static final KeyId KEY = new KeyId("key-1");

  private final ModelRooms rooms = new ModelRooms();
  private final ClaimDesk desk = new ClaimDesk(rooms, ModelRooms.TICKETS, KEY, () -> rooms.now);

  @Test
  void aServedPlaceGetsClaimsFromTheRoom() {
    rooms.joined(10).served(5);

    TokenClaims claims = granted(claim(request(4)));

    assertThat(claims.audience()).isEqualTo(EVENT);
    assertThat(claims.subject()).isEqualTo(request(4));
    assertThat(claims.queuePosition()).isEqualTo(new QueueNumber(5));
    assertThat(claims.keyId()).isEqualTo(KEY);
    assertThat(claims.issuer()).isEqualTo(ModelRooms.ISSUER);
    assertThat(Duration.between(claims.issuedAt(), claims.expiresAt()))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void theRoomIsAskedForTheFirstClaimOnly() {
    rooms.joined(10).served(5);
    TokenClaims first = granted(claim(request(0)));

    assertThat(granted(claim(request(0)))).isEqualTo(first);
    assertThat(granted(claim(request(0)))).isEqualTo(first);
    assertThat(rooms.asked).hasSize(1);
  }

  @Test
  void aClaimThatTheMirrorHasNotSeenYetIsTheSameOne() {
    rooms.joined(10).served(5);
    TokenClaims first = granted(claim(request(0)));
    rooms.mirrorBehind = true;

    assertThat(granted(claim(request(0)))).isEqualTo(first);
  }

  @Test
  void memoryAloneSaysThatNobodyIsServedYet() {
    rooms.joined(10).served(5);

    assertThat(claim(request(5)))
        .isEqualTo(refused(new Rejection.NotServedYet(new QueueNumber(6), new ServingCounter(5))));
    assertThat(claim(request(10))).isEqualTo(refused(new Rejection.NotNumberedYet()));
    assertThat(rooms.asked).isEmpty();
  }

  @Test
  void aTokenStaysWhenTheCounterIsMovedBackBehindIt() {
    rooms.joined(10).served(5);
    TokenClaims first = granted(claim(request(4)));
    rooms.served(-5);

    assertThat(granted(claim(request(4)))).isEqualTo(first);
    assertThat(claim(request(3))).isInstanceOf(Claim.Refused.class);
  }

  @Test
  void aPositionExpiresASecondLaterForMemoryThanForTheRoom() {
    rooms.joined(10).served(5);
    granted(claim(request(0)));
    rooms.now = rooms.now.plus(PositionExpiry.DEFAULT.period());

    assertThat(claim(request(4))).isEqualTo(refused(new Rejection.PositionExpired()));
    assertThat(rooms.asked).hasSize(2);
    rooms.now = rooms.now.plusSeconds(1);
    assertThat(claim(request(4))).isEqualTo(refused(new Rejection.PositionExpired()));
    assertThat(rooms.asked).hasSize(2);
  }

  @Test
  void aMemoryThatIsBehindDoesNotSayThatAPositionHasExpiredSince() {
    rooms.joined(10).served(5);
    rooms.now = rooms.now.plus(PositionExpiry.DEFAULT.period()).minusMillis(1);
    TokenClaims lastMoment = granted(claim(request(4)));
    rooms.mirrorBehind = true;
    rooms.age = Duration.ofSeconds(3);
    rooms.now = rooms.now.plusSeconds(2);

    assertThat(granted(claim(request(4)))).isEqualTo(lastMoment);
  }

  @Test
  void aTokenStaysWhenItsPositionHasExpired() {
    rooms.joined(10).served(5);
    TokenClaims first = granted(claim(request(4)));
    rooms.now = rooms.now.plus(PositionExpiry.DEFAULT.period()).plusSeconds(60);

    assertThat(granted(claim(request(4)))).isEqualTo(first);
    rooms.redisGone = true;
    assertThat(claim(request(4))).isInstanceOf(Claim.Undecided.class);
  }

  @Test
  void aPlaceOfAFormerGenerationIsUnknown() {
    rooms.joined(10).served(5);
    granted(claim(request(0)));
    rooms.reset();

    assertThat(claim(request(0))).isEqualTo(refused(new Rejection.UnknownRequest()));
    assertThat(claim(request(9))).isEqualTo(refused(new Rejection.UnknownRequest()));
  }

  @Test
  void aRequestThatWasNotMadeHereIsUnknown() {
    rooms.joined(10).served(10);
    TicketCodec other = new TicketCodec(TicketKey.ofHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));
    RequestId foreign =
        other.seal(Ticket.unbound(ModelRooms.TAG, new Place(ModelRooms.PARTITION, 0)));

    assertThat(claim(foreign)).isEqualTo(refused(new Rejection.UnknownRequest()));
    assertThat(rooms.asked).isEmpty();
  }

  @Test
  void aRoomThatIsNotThereIsUnknown() {
    assertThat(now(desk.claim(plain(new EventId("Other"), request(0)))))
        .isEqualTo(refused(new Rejection.UnknownRoom()));
  }

  @Test
  void aSessionThatIsOverGetsNothing() {
    rooms.joined(10).served(5);
    granted(claim(request(0)));
    rooms.update(request(0), SessionStatus.COMPLETED);

    assertThat(claim(request(0))).isEqualTo(refused(new Rejection.SessionClosed()));
    rooms.mirrorBehind = true;
    assertThat(claim(request(0))).isEqualTo(refused(new Rejection.SessionClosed()));
  }

  @Test
  void overridesCountForTheFirstClaimOnly() {
    rooms.joined(10).served(5);
    Issuer issuer = new Issuer("https://other.example");

    TokenClaims first = granted(now(desk.claim(override(request(0), issuer, 60))));
    TokenClaims again =
        granted(now(desk.claim(override(request(0), new Issuer("https://third.example"), 61))));

    assertThat(first.issuer()).isEqualTo(issuer);
    assertThat(Duration.between(first.issuedAt(), first.expiresAt()))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(again).isEqualTo(first);
    assertThat(granted(claim(request(0)))).isEqualTo(first);
  }

  @Test
  void withoutRedisTheRoomIsAskedAndTheAnswerIsTheSame() {
    rooms.joined(10).served(5);
    TokenClaims first = granted(claim(request(0)));
    rooms.redisGone = true;

    assertThat(granted(claim(request(0)))).isEqualTo(first);
    assertThat(granted(claim(request(1))).queuePosition()).isEqualTo(new QueueNumber(2));
    assertThat(claim(request(10))).isEqualTo(refused(new Rejection.NotNumberedYet()));
  }

  @Test
  void whoeverWasNeverServedCostsRedisNothing() {
    rooms.joined(10).served(5);
    rooms.redisGone = true;

    assertThat(claim(request(7)))
        .isEqualTo(refused(new Rejection.NotServedYet(new QueueNumber(8), new ServingCounter(5))));
  }

  @Test
  void withoutRedisTheRoomIsNotAskedAboutPlacesThatAreNotServedAnyMore() {
    rooms.joined(10).served(8).served(-3);
    rooms.redisGone = true;

    assertThat(claim(request(7))).isInstanceOf(Claim.Undecided.class);
    assertThat(rooms.asked).isEmpty();
  }

  @Test
  void withoutTheRoomNothingIsDecidedThatOnlyTheRoomCanDecide() {
    rooms.joined(10).served(5);
    TokenClaims first = granted(claim(request(0)));
    rooms.roomSilent = true;

    assertThat(claim(request(1))).isInstanceOf(Claim.Undecided.class);
    assertThat(granted(claim(request(0)))).isEqualTo(first);
    assertThat(claim(request(7))).isInstanceOf(Claim.Refused.class);
  }

  @Test
  void withAMemoryTooOldNothingIsDecided() {
    rooms.joined(10).served(5);
    rooms.memoryStale = true;

    assertThat(claim(request(0))).isInstanceOf(Claim.Undecided.class);
  }

  @Test
  void asksForNoMoreAtOnceThanItsBound() {
    rooms.joined(10).served(5);
    SlowRooms slow = new SlowRooms(rooms);
    ClaimDesk narrow = new ClaimDesk(slow, ModelRooms.TICKETS, KEY, () -> rooms.now, 1);
    CompletionStage<Claim> first = narrow.claim(plain(EVENT, request(0)));

    assertThat(now(narrow.claim(plain(EVENT, request(1))))).isInstanceOf(Claim.Undecided.class);

    slow.answer.complete(null);
    assertThat(now(first)).isInstanceOf(Claim.Granted.class);
    assertThat(now(narrow.claim(plain(EVENT, request(1))))).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void asksTheRoomUnderAKeyWhateverMemorySays() {
    rooms.joined(10).served(5);
    TokenRequest request = plain(EVENT, request(0));
    Claim first = now(desk.claim(request, key("one body")));
    assertThat(claim(request(0))).isEqualTo(first);
    assertThat(rooms.asked).hasSize(1);

    assertThat(now(desk.claim(request, key("one body")))).isEqualTo(first);
    assertThat(now(desk.claim(request, key("another body"))))
        .isEqualTo(new Claim.Refused(new Rejection.IdempotencyKeyReused()));
    assertThat(rooms.asked).hasSize(3);
  }

  @Test
  void asksNobodyUnderAKeyAboutAnIdOrARoomThatWasNotMadeHere() {
    assertThat(now(desk.claim(plain(EVENT, NOBODY), key("one body"))))
        .isEqualTo(new Claim.Refused(new Rejection.UnknownRequest()));
    assertThat(now(desk.claim(plain(new EventId("Other"), NOBODY), key("one body"))))
        .isEqualTo(new Claim.Refused(new Rejection.UnknownRoom()));
    assertThat(rooms.asked).isEmpty();
  }

  private static IdempotencyKey key(String body) {
    return new IdempotencyKey("a-key", body);
  }

  private Claim claim(RequestId requestId) {
    return now(desk.claim(plain(EVENT, requestId)));
  }

  private static TokenRequest plain(EventId eventId, RequestId requestId) {
    return new TokenRequest(eventId, requestId, Optional.empty(), Optional.empty());
  }

  private static TokenRequest override(RequestId requestId, Issuer issuer, long seconds) {
    return new TokenRequest(
        EVENT, requestId, Optional.of(issuer), Optional.of(new ValidityPeriod(seconds)));
  }

  private static Claim refused(Rejection reason) {
    return new Claim.Refused(reason);
  }

  private static TokenClaims granted(Claim claim) {
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).claims();
  }

  private static Claim now(CompletionStage<Claim> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Keeps the room's answers back until it is told to let them go. */
  private static final class SlowRooms implements Rooms {
    final CompletableFuture<Void> answer = new CompletableFuture<>();
    private final Rooms rooms;

    SlowRooms(Rooms rooms) {
      this.rooms = rooms;
    }

    @Override
    public RoomAnswer room(EventId eventId) {
      return rooms.room(eventId);
    }

    @Override
    public Duration age() {
      return rooms.age();
    }

    @Override
    public CompletionStage<Optional<IssuedToken>> token(
        EventId eventId, Generation generation, Place place) {
      return rooms.token(eventId, generation, place);
    }

    @Override
    public CompletionStage<CommandReply> ask(Command command, Optional<IdempotencyKey> key) {
      return answer.thenCompose(_ -> rooms.ask(command, key));
    }
  }
}
