package io.anteroom.inlets;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.Refusal;
import io.anteroom.edge.signature.Credentials;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A private origin with one room: takes signed calls only, moves from where its caller looked, and
 * remembers its answers by their keys. Whoever is let in does not come for a token, unless told to.
 */
final class StubRoom implements AutoCloseable {

  static final String KEY_ID = "AKIDANTEROOM";
  static final String SECRET = "a/secret+with=signs";
  static final String NAME = "Sample";
  private static final int MALFORMED = 400;

  /** A move as it was asked for, done or not. */
  record Asked(String key, long by, long handedOn) {}

  /** What goes wrong with a call to move the counter. */
  enum Mishap {
    /** It is not done, and the answer is 503. */
    NOT_DONE,
    /** It is done, and the answer is 503. */
    ANSWER_LOST,
    /** Somebody else moves the counter by one just before. */
    OVERTAKEN
  }

  private final EdgeServer server;
  private final Map<String, Remembered> remembered = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Mishap> mishaps = new ArrayList<>();
  private final Set<String> open = new HashSet<>();
  private long counter;
  private long moves;
  private long handedOn;
  private long tokens;
  private long expired;
  private long looks;
  private boolean paused;
  private boolean silent;

  private record Remembered(String body, long counter) {}

  StubRoom() {
    PrivateAccess access =
        PrivateAccess.signedWith(
            Credentials.of(Map.of(KEY_ID, SECRET)), "us-east-1", Clock.systemUTC());
    Face face =
        Face.guarded(access)
            .get("/events/{event_id}", call -> answer(call, this::room))
            .get("/num_active_tokens", call -> answer(call, this::activeTokens))
            .post("/increment_serving_counter", call -> answer(call, this::increment))
            .post("/update_session", call -> answer(call, this::close))
            .build();
    this.server = EdgeServer.start(Origin.PRIVATE, 0, List.of(face));
  }

  URI origin() {
    return URI.create("http://localhost:" + server.port());
  }

  private synchronized Mono<Answer> answer(Call call, Function<Call, Answer> how) {
    Answer answer = how.apply(call);
    return silent ? Mono.never() : Mono.just(answer);
  }

  private Answer room(Call call) {
    if (!call.path("event_id", name -> name, Refusal.NotFound::new).equals(NAME)) {
      throw new Refusal.NotFound("there is no such event_id");
    }
    looks++;
    Map<String, Object> room = new LinkedHashMap<>();
    room.put("event_id", NAME);
    room.put("paused", paused);
    room.put("token_counter", tokens);
    room.put("expired_positions", expired);
    room.put("claimable_num", counter - tokens - expired);
    room.put("handed_on", handedOn);
    room.put("serving_version", moves);
    return Answer.ok(room);
  }

  private Answer activeTokens(Call call) {
    return Answer.ok(Map.of("active_tokens", open.size()));
  }

  private Answer increment(Call call) {
    JsonBody body = call.json();
    String key = call.idempotencyKey().orElseThrow().key();
    long by = body.wholeNumber("increment_by");
    long handed = body.optionalWholeNumber("handed_on").orElse(0L);
    asked.add(new Asked(key, by, handed));
    Mishap mishap = mishaps.isEmpty() ? null : mishaps.removeFirst();
    if (mishap == Mishap.NOT_DONE) {
      throw new Refusal.Unavailable("not now", Duration.ofSeconds(1));
    }
    if (mishap == Mishap.OVERTAKEN) {
      counter++;
      moves++;
    }
    String print = call.idempotencyKey().orElseThrow().body();
    Remembered first = remembered.get(key);
    if (first == null) {
      if (paused || body.optionalWholeNumber("expected_serving_version").orElse(moves) != moves) {
        throw new Refusal.Conflict("nothing was moved");
      }
      counter += by;
      handedOn += handed;
      moves++;
      first = new Remembered(print, counter);
      remembered.put(key, first);
    }
    if (mishap == Mishap.ANSWER_LOST) {
      throw new Refusal.Unavailable("not now", Duration.ofSeconds(1));
    }
    if (!first.body().equals(print)) {
      throw new Refusal.Unprocessable("this Idempotency-Key came with another body before");
    }
    return Answer.ok(Map.of("serving_num", first.counter()));
  }

  private Answer close(Call call) {
    JsonBody body = call.json();
    if (!body.text("event_id").equals(NAME)) {
      return Answer.of(MALFORMED, Map.of("error", "there is no such event_id"));
    }
    if (!open.remove(body.text("request_id"))) {
      throw new Refusal.NotFound("there is no token for this request_id");
    }
    return Answer.empty();
  }

  /** Somebody who was let in gets a token. */
  synchronized void claim(String requestId) {
    tokens++;
    open.add(requestId);
  }

  /** Somebody leaves, or the token ends. */
  synchronized void leave(String requestId) {
    open.remove(requestId);
  }

  /** The owner moves the counter. */
  synchronized void open(long by) {
    counter += by;
    moves++;
  }

  synchronized void pause(boolean pause) {
    paused = pause;
  }

  /** It answers nobody any more. */
  synchronized void fallSilent() {
    silent = true;
  }

  synchronized void befalls(Mishap... next) {
    mishaps.addAll(List.of(next));
  }

  synchronized long counter() {
    return counter;
  }

  synchronized long looks() {
    return looks;
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.close();
  }
}
