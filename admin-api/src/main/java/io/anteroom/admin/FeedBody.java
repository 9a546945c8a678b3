package io.anteroom.admin;

import io.anteroom.admin.activity.FeedEntry;
import io.anteroom.admin.activity.Happening;
import io.anteroom.admin.activity.Happening.Configured;
import io.anteroom.admin.activity.Happening.Drifted;
import io.anteroom.admin.activity.Happening.JoinsNumbered;
import io.anteroom.admin.activity.Happening.Moved;
import io.anteroom.admin.activity.Happening.PositionsExpired;
import io.anteroom.admin.activity.Happening.Reset;
import io.anteroom.admin.activity.Happening.Retired;
import io.anteroom.admin.activity.Happening.SessionsUpdated;
import io.anteroom.admin.activity.Happening.TokensGenerated;
import io.anteroom.domain.room.Cause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A feed under the contract's names: each entry has the fields of its kind. */
final class FeedBody {

  private static final String COUNT = "count";

  private FeedBody() {}

  static Map<String, Object> of(String eventId, List<FeedEntry> entries) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(RoomBody.EVENT_ID, eventId);
    body.put("entries", entries.stream().map(FeedBody::entry).toList());
    return body;
  }

  private static Map<String, Object> entry(FeedEntry entry) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("at", entry.at().getEpochSecond());
    body.put("sequence", entry.sequence().value());
    tell(entry.happening(), body);
    return body;
  }

  private static void tell(Happening happening, Map<String, Object> body) {
    switch (happening) {
      case Configured configured -> {
        body.put("kind", "room_configured");
        body.put("made", configured.made());
        configured(configured, body);
      }
      case Moved(var move) ->
          move(move.previous().value(), move.by(), move.current().value(), move.cause(), 1, body);
      case Drifted(var previous, var by, var current, var cause, var moves) ->
          move(previous.value(), by, current.value(), cause, moves, body);
      case Reset(var generation) -> {
        body.put("kind", "room_reset");
        body.put("generation", generation.value());
      }
      case Retired _ -> body.put("kind", "room_retired");
      case PositionsExpired(var count) -> count("positions_expired", count, body);
      case TokensGenerated(var count) -> count("tokens_generated", count, body);
      case SessionsUpdated(var completed, var abandoned) -> {
        body.put("kind", "sessions_updated");
        body.put("completed", completed);
        body.put("abandoned", abandoned);
      }
      case JoinsNumbered joins -> {
        count("joins_numbered", joins.count(), body);
        body.put("from", joins.first());
        body.put("to", joins.last());
      }
    }
  }

  private static void configured(Configured configured, Map<String, Object> body) {
    Map<String, @Nullable Object> now = RoomBody.settings(configured.settings());
    if (configured.made()) {
      body.put("changed", now);
    } else {
      configured
          .before()
          .map(RoomBody::settings)
          .ifPresent(before -> {
            now.entrySet().removeAll(before.entrySet());
            body.put("changed", now);
          });
    }
  }

  private static void count(String kind, long count, Map<String, Object> body) {
    body.put("kind", kind);
    body.put(COUNT, count);
  }

  private static void move(
      long previous, long by, long current, Cause cause, long moves, Map<String, Object> body) {
    body.put("kind", "serving_counter_moved");
    body.put("previous", previous);
    body.put("by", by);
    body.put("current", current);
    body.put("cause", cause.name().toLowerCase(Locale.ROOT));
    body.put("moves", moves);
  }
}
