package io.anteroom.controlpanel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rooms behind a stub of the private origin: as much of them as a panel can tell. */
final class StubRooms {

  private static final Map<String, Object> EMPTY = empty();

  private final Map<String, Map<String, Object>> rooms = new TreeMap<>();

  private static Map<String, Object> empty() {
    Map<String, Object> room = new LinkedHashMap<>();
    room.put("generation", 1);
    room.put("validity_period", 3600);
    room.put("enable_queue_position_expiry", true);
    room.put("queue_position_expiry_period", 900);
    room.put("incr_svc_on_queue_position_expiry", false);
    room.put("enable_events_generation", false);
    room.put("issuer", "http://localhost:8080");
    room.put("join_rate_limit", null);
    room.put("paused", false);
    room.put("closed", false);
    for (String counter :
        List.of(
            "queue_counter",
            "serving_counter",
            "token_counter",
            "expired_positions",
            "completed_sessions",
            "abandoned_sessions",
            "waiting_num",
            "claimable_num",
            "handed_on",
            "serving_version")) {
      room.put(counter, 0L);
    }
    return room;
  }

  /** Makes a room, or changes what is named. */
  synchronized void put(String name, Map<String, ?> change) {
    rooms
        .computeIfAbsent(
            name,
            _ -> {
              Map<String, Object> made = new LinkedHashMap<>(Map.of("event_id", name));
              made.putAll(EMPTY);
              return made;
            })
        .putAll(change);
  }

  /** A line of that many numbers, of which that many are served. */
  void line(String name, long given, long served) {
    put(
        name,
        Map.of("queue_counter", given, "serving_counter", served, "waiting_num", given - served));
  }

  synchronized boolean has(String name) {
    return rooms.containsKey(name);
  }

  synchronized Map<String, Object> room(String name) {
    return new LinkedHashMap<>(rooms.get(name));
  }

  synchronized List<Map<String, Object>> all() {
    return rooms.values().stream().<Map<String, Object>>map(LinkedHashMap::new).toList();
  }

  synchronized void retire(String name) {
    rooms.remove(name);
  }

  synchronized void reset(String name) {
    Map<String, Object> kept = new LinkedHashMap<>(rooms.get(name));
    kept.replaceAll((field, value) -> value instanceof Long ? Long.valueOf(0) : value);
    rooms.put(name, kept);
  }

  /** Moves the counter, as anybody might; answers where it stands then. */
  synchronized long move(String name, long by) {
    Map<String, Object> room = rooms.get(name);
    long now = number(room, "serving_counter") + by;
    room.put("serving_counter", now);
    room.put("serving_version", number(room, "serving_version") + 1);
    room.put("waiting_num", Math.max(0, number(room, "queue_counter") - now));
    return now;
  }

  synchronized long number(String name, String field) {
    return number(rooms.get(name), field);
  }

  private static long number(Map<String, Object> room, String field) {
    return ((Number) room.get(field)).longValue();
  }
}
