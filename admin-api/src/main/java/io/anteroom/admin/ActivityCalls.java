package io.anteroom.admin;

import io.anteroom.admin.activity.ActiveTokens;
import io.anteroom.admin.activity.Activity;
import io.anteroom.admin.activity.FeedEntry;
import io.anteroom.admin.activity.History;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.readmodel.ReadModelUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** Calls that tell how the last hour went. */
final class ActivityCalls {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Rooms rooms;
  private final RoomGate gate;
  private final InstantSource clock;

  ActivityCalls(Rooms rooms, RoomGate gate, InstantSource clock) {
    this.rooms = rooms;
    this.gate = gate;
    this.clock = clock;
  }

  /** {@code GET /room_history}. */
  Mono<Answer> history(Call call) {
    Room room = room(call);
    Instant now = clock.instant();
    History history = activity().history(room, now).orElseThrow(ActivityCalls::notWhole);
    return Mono.fromFuture(
            () -> rooms.tokenCounts(room.eventId(), history.generation(), History.endsAt(now)),
            true)
        .map(counted -> ActiveTokens.atEnds(history.steps(), counted))
        .map(active ->
            Answer.ok(
                HistoryBody.of(
                    room.eventId().value(), history, now, rooms.numberedUntil(), active)))
        .onErrorMap(
            ReadModelUnavailableException.class,
            _ -> new Refusal.Unavailable("the tokens can't be counted at the moment", SOON));
  }

  /** {@code GET /room_feed}. */
  Mono<Answer> feed(Call call) {
    Room room = room(call);
    EventId eventId = room.eventId();
    List<FeedEntry> entries =
        activity().feed(room, clock.instant()).orElseThrow(ActivityCalls::notWhole);
    return Mono.just(Answer.ok(FeedBody.of(eventId.value(), entries)));
  }

  private Room room(Call call) {
    return gate.view(call.query().text(RoomBody.EVENT_ID), Refusal.NotFound::new).room();
  }

  private Activity activity() {
    return rooms
        .activity()
        .orElseThrow(
            () -> new Refusal.Unavailable("the last hour is still being read from the log", SOON));
  }

  private static Refusal notWhole() {
    return new Refusal.Unavailable("the last hour of this room is not known at the moment", SOON);
  }
}
