package io.anteroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.ExpiryAccount;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.RoomState;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.room.TokenCount;
import io.anteroom.domain.room.TurnAccount;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RoomState} must do; a test of an adapter extends it. */
public abstract class RoomStateContract {

  private static final EventId ROOM = new EventId("Sample");
  private static final Generation FIRST = Generation.FIRST;
  private static final Generation SECOND = new Generation(2);
  private static final Generation TENTH = new Generation(10);
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00.123Z");

  /** The state of one room, in a store that is empty when a test begins and the same within it. */
  protected abstract RoomState stateOf(EventId room);

  @Test
  void isEmptyAtFirst() {
    RoomState state = stateOf(ROOM);

    assertThat(state.room()).isEmpty();
    assertThat(state.spanHolding(FIRST, new Place(0, 0))).isEmpty();
    assertThat(state.token(FIRST, new Place(0, 0))).isEmpty();
  }

  @Test
  void keepsTheRoomThatItWasGivenLast() {
    RoomState state = stateOf(ROOM);
    state.put(room(ROOM, 1));
    state.put(room(ROOM, Long.MAX_VALUE));

    assertThat(state.room()).contains(room(ROOM, Long.MAX_VALUE));
    assertThat(stateOf(ROOM).room()).contains(room(ROOM, Long.MAX_VALUE));
  }

  @Test
  void findsASpanByEachOfItsPlacesAndByNoOther() {
    RoomState state = stateOf(ROOM);
    NumberedSpan span = span(3, 10, 19, 101);
    state.put(FIRST, span);

    assertThat(state.spanHolding(FIRST, new Place(3, 10))).contains(span);
    assertThat(state.spanHolding(FIRST, new Place(3, 15))).contains(span);
    assertThat(state.spanHolding(FIRST, new Place(3, 19))).contains(span);
    assertThat(state.spanHolding(FIRST, new Place(3, 9))).isEmpty();
    assertThat(state.spanHolding(FIRST, new Place(3, 20))).isEmpty();
    assertThat(state.spanHolding(FIRST, new Place(2, 15))).isEmpty();
    assertThat(state.spanHolding(FIRST, new Place(4, 15))).isEmpty();
    assertThat(state.spanHolding(SECOND, new Place(3, 15))).isEmpty();
  }

  @Test
  void aSpanThatGrewReplacesTheShorterOne() {
    RoomState state = stateOf(ROOM);
    state.put(FIRST, span(0, 10, 19, 1));
    state.put(FIRST, span(0, 10, 29, 1));

    assertThat(state.spanHolding(FIRST, new Place(0, 12))).contains(span(0, 10, 29, 1));
    assertThat(state.spanHolding(FIRST, new Place(0, 29))).contains(span(0, 10, 29, 1));
  }

  @Test
  void aLookUpNeverFallsIntoAnotherPartitionGenerationOrRoom() {
    RoomState state = stateOf(ROOM);
    state.put(FIRST, span(0, 0, Place.MAX_OFFSET, 1));
    state.put(TENTH, span(2, 0, Place.MAX_OFFSET, 1));
    stateOf(new EventId("Sampl")).put(FIRST, span(1, 0, Place.MAX_OFFSET, 1));
    stateOf(new EventId("Sample-")).put(FIRST, span(1, 0, Place.MAX_OFFSET, 1));
    stateOf(new EventId("Samplf")).put(FIRST, span(1, 0, Place.MAX_OFFSET, 1));

    assertThat(state.spanHolding(FIRST, new Place(1, 5))).isEmpty();
    assertThat(state.spanHolding(FIRST, new Place(2, 5))).isEmpty();
    assertThat(state.spanHolding(SECOND, new Place(0, 5))).isEmpty();
    assertThat(state.spanHolding(SECOND, new Place(2, 5))).isEmpty();
    assertThat(state.spanHolding(TENTH, new Place(0, 5))).isEmpty();
    assertThat(state.spanHolding(FIRST, new Place(0, 5))).isPresent();
    assertThat(state.spanHolding(TENTH, new Place(2, 5))).isPresent();
  }

  /** Keys that are compared byte by byte, or as text, or as signed, go wrong at one of these. */
  @Test
  void ordersOffsetsAndPartitionsAsNumbers() {
    RoomState state = stateOf(ROOM);
    long[] starts = {
      0, 9, 99, 127, 255, 999, 32767, 65535, (1L << 31) - 2, (1L << 32) - 2, Place.MAX_OFFSET - 1
    };
    int[] partitions = {0, 9, 10, 127, 128, 255, 256, Place.MAX_PARTITION};
    for (int partition : partitions) {
      for (long start : starts) {
        state.put(FIRST, span(partition, start, start + 1, start + 1));
      }
    }
    for (int partition : partitions) {
      for (long start : starts) {
        NumberedSpan span = span(partition, start, start + 1, start + 1);
        assertThat(state.spanHolding(FIRST, new Place(partition, start))).contains(span);
        assertThat(state.spanHolding(FIRST, new Place(partition, start + 1))).contains(span);
        if (start + 2 <= Place.MAX_OFFSET) {
          assertThat(state.spanHolding(FIRST, new Place(partition, start + 2))).isEmpty();
        }
      }
    }
  }

  @Test
  void findsTheSpanThatIsNextInAPartition() {
    RoomState state = stateOf(ROOM);
    state.put(FIRST, span(3, 10, 19, 101));
    state.put(FIRST, span(3, 256, 300, 111));
    state.put(FIRST, span(4, 0, 9, 1));
    state.put(SECOND, span(3, 20, 29, 1));

    assertThat(state.spanFrom(FIRST, new Place(3, 0))).contains(span(3, 10, 19, 101));
    assertThat(state.spanFrom(FIRST, new Place(3, 10))).contains(span(3, 10, 19, 101));
    assertThat(state.spanFrom(FIRST, new Place(3, 19))).contains(span(3, 10, 19, 101));
    assertThat(state.spanFrom(FIRST, new Place(3, 20))).contains(span(3, 256, 300, 111));
    assertThat(state.spanFrom(FIRST, new Place(3, 300))).contains(span(3, 256, 300, 111));
    assertThat(state.spanFrom(FIRST, new Place(3, 301))).isEmpty();
    assertThat(state.spanFrom(FIRST, new Place(3, Place.MAX_OFFSET))).isEmpty();
    assertThat(state.spanFrom(FIRST, new Place(2, 0))).isEmpty();
  }

  @Test
  void knowsWhenTheCounterFirstReachedANumber() {
    RoomState state = stateOf(ROOM);
    state.put(FIRST, reached(1, 10, AT));
    state.put(FIRST, reached(11, 300, AT.plusSeconds(1)));
    state.put(FIRST, reached(301, Long.MAX_VALUE, AT.plusSeconds(2)));
    state.put(SECOND, reached(1, 5, AT.plusSeconds(3)));

    assertThat(state.reached(FIRST, new QueueNumber(1))).contains(reached(1, 10, AT));
    assertThat(state.reached(FIRST, new QueueNumber(10))).contains(reached(1, 10, AT));
    assertThat(state.reached(FIRST, new QueueNumber(256)))
        .contains(reached(11, 300, AT.plusSeconds(1)));
    assertThat(state.reached(FIRST, new QueueNumber(Long.MAX_VALUE)))
        .contains(reached(301, Long.MAX_VALUE, AT.plusSeconds(2)));
    assertThat(state.reached(SECOND, new QueueNumber(5)))
        .contains(reached(1, 5, AT.plusSeconds(3)));
    assertThat(state.reached(SECOND, new QueueNumber(6))).isEmpty();
    assertThat(state.reached(TENTH, new QueueNumber(1))).isEmpty();
  }

  @Test
  void aLineOfTheHistoryThatGrewReplacesTheShorterOne() {
    RoomState state = stateOf(ROOM);
    state.put(FIRST, reached(1, 10, AT));
    state.put(FIRST, reached(1, 20, AT.plusMillis(300)));

    assertThat(state.reached(FIRST, new QueueNumber(3)))
        .contains(reached(1, 20, AT.plusMillis(300)));
  }

  @Test
  void countsTheTokensOfARangeAndStopsAtItsLimit() {
    RoomState state = stateOf(ROOM);
    for (long offset : new long[] {9, 10, 12, 15, 19, 20}) {
      state.put(FIRST, token(new Place(3, offset), "token"));
    }
    state.put(FIRST, token(new Place(3, 12), "token").with(SessionStatus.COMPLETED));
    state.put(FIRST, token(new Place(4, 12), "token"));
    state.put(SECOND, token(new Place(3, 13), "token"));
    OffsetRange range = new OffsetRange(3, 10, 19);

    assertThat(state.countTokens(FIRST, range, 5)).isEqualTo(new TokenCount(4, 19));
    assertThat(state.countTokens(FIRST, range, 4)).isEqualTo(new TokenCount(4, 19));
    assertThat(state.countTokens(FIRST, range, 3)).isEqualTo(new TokenCount(3, 15));
    assertThat(state.countTokens(FIRST, range, 1)).isEqualTo(new TokenCount(1, 10));
    assertThat(state.countTokens(TENTH, range, 1)).isEqualTo(new TokenCount(0, 19));
  }

  @Test
  void countsActiveTokensByTheirEndAndTheirSession() {
    RoomState state = stateOf(ROOM);
    Instant end = token(new Place(0, 0), "token").claims().expiresAt();
    for (long offset = 0; offset < 5; offset++) {
      state.put(FIRST, token(new Place(0, offset), "token"));
    }
    state.put(FIRST, token(new Place(0, 1), "token").with(SessionStatus.ABANDONED));
    state.put(SECOND, token(new Place(0, 2), "token"));
    stateOf(new EventId("Sample-2")).put(FIRST, token(new Place(0, 2), "token"));

    assertThat(state.activeTokens(FIRST, end.minusMillis(1))).isEqualTo(4);
    assertThat(state.activeTokens(FIRST, end)).isZero();
    assertThat(state.activeTokens(SECOND, end.minusSeconds(60))).isEqualTo(1);
    assertThat(state.activeTokens(TENTH, end.minusSeconds(60))).isZero();
  }

  @Test
  void keepsTheTokenOfAPlaceInItsGeneration() {
    RoomState state = stateOf(ROOM);
    Place place = new Place(3, 15);
    state.put(FIRST, token(place, "first"));
    state.put(SECOND, token(place, "second"));

    assertThat(state.token(FIRST, place)).contains(token(place, "first"));
    assertThat(state.token(SECOND, place)).contains(token(place, "second"));
    assertThat(state.token(TENTH, place)).isEmpty();
    assertThat(state.token(FIRST, new Place(3, 16))).isEmpty();
    assertThat(state.token(FIRST, new Place(4, 15))).isEmpty();
  }

  @Test
  void aTokenInAnotherStatusReplacesTheFormer() {
    RoomState state = stateOf(ROOM);
    IssuedToken token = token(new Place(Place.MAX_PARTITION, Place.MAX_OFFSET), "token");
    state.put(FIRST, token);
    state.put(FIRST, token.with(SessionStatus.ABANDONED));

    assertThat(state.token(FIRST, token.place())).contains(token.with(SessionStatus.ABANDONED));
  }

  @Test
  void roomsKeepToThemselves() {
    EventId longer = new EventId("Sample-2");
    RoomState one = stateOf(ROOM);
    RoomState two = stateOf(longer);
    one.put(room(ROOM, 7));
    one.put(FIRST, span(0, 0, 9, 1));
    one.put(FIRST, token(new Place(0, 0), "one"));

    assertThat(two.room()).isEmpty();
    assertThat(two.spanHolding(FIRST, new Place(0, 0))).isEmpty();
    assertThat(two.token(FIRST, new Place(0, 0))).isEmpty();

    two.put(room(longer, 8));

    assertThat(one.room()).contains(room(ROOM, 7));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void carriesARoomThatDecidesLikeOneInMemory(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RoomState state = stateOf(ROOM);
    WaitingRoom room = new WaitingRoom(ROOM, state);
    InMemoryRoomState memory = new InMemoryRoomState();
    WaitingRoom reference = new WaitingRoom(ROOM, memory);
    RoomCommands commands = new RoomCommands(ROOM, random);
    for (int step = 0; step < 400; step++) {
      Command command = commands.next();
      Instant now = AT.plusMillis(step * 130L);
      Decision decision = reference.decide(command, now);

      assertThat(room.decide(command, now)).as("seed %d step %d", seed, step).isEqualTo(decision);
      if (decision instanceof Decision.Accepted(var events, _)) {
        events.forEach(reference::apply);
        events.forEach(room::apply);
      }
      assertThat(state.room()).isEqualTo(memory.room());
    }
  }

  /** Counters that are all different, so that two of them cannot be mistaken for each other. */
  private static Room room(EventId eventId, long sequence) {
    return new Room(
        eventId,
        new Sequence(sequence),
        AT,
        TENTH,
        RoomSettings.defaults(new Issuer("https://wait.example")),
        Long.MAX_VALUE - 1,
        new ServingCounter(Long.MAX_VALUE - 2),
        3,
        4,
        5,
        new PartitionOffsets(Map.of(0, 6L, Place.MAX_PARTITION, Place.MAX_OFFSET)),
        new PartitionOffsets(Map.of(0, 7L, Place.MAX_PARTITION, Place.MAX_OFFSET + 1)),
        new ExpiryAccount(
            new ServingCounter(Long.MAX_VALUE), 8, 9, new PartitionOffsets(Map.of(0, 10L))),
        new TurnAccount(new ServingPoint(13), 11, 12),
        AT.plusSeconds(13),
        true);
  }

  private static NumberedSpan span(int partition, long from, long to, long firstNumber) {
    return new NumberedSpan(new OffsetRange(partition, from, to), new QueueNumber(firstNumber), AT);
  }

  private static Reached reached(long first, long last, Instant at) {
    return new Reached(new QueueNumber(first), new QueueNumber(last), at);
  }

  private static IssuedToken token(Place place, String tokenId) {
    Instant issuedAt = Instant.parse("2026-11-20T10:00:00Z");
    TokenClaims claims =
        new TokenClaims(
            ROOM,
            new RequestId(-1, Long.MIN_VALUE),
            new QueueNumber(Long.MAX_VALUE),
            issuedAt,
            issuedAt.plusSeconds(61),
            new Issuer("https://wait.example"),
            new KeyId("key"),
            new TokenId(tokenId));
    return new IssuedToken(place, claims, SessionStatus.ACTIVE);
  }
}
