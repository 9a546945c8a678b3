package io.anteroom.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.domain.token.TokenId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.PublicAccess;
import io.anteroom.edge.Refusal;
import io.anteroom.edge.signature.Credentials;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Both origins in front of the room {@code Sample}, as far as a shop and its visitors see them.
 * Whoever joins waits behind a thousand others, until they are served.
 */
public final class RoomStub implements AutoCloseable {

  /** In the shared-credentials file by which calls are signed. */
  static final String CREDENTIALS =
      """
      [anteroom]
      aws_access_key_id = AKIDANTEROOM
      aws_secret_access_key = a/secret+with=signs
      """;

  private static final Map<String, String> KNOWN = Map.of("AKIDANTEROOM", "a/secret+with=signs");

  /** Slow to make, and nobody minds that they are the same for all. */
  private static final SigningKeys KEYS = SigningKeys.generate();

  private static final TokenSigner SIGNER = new TokenSigner(KEYS);

  private final EdgeServer publicServer;
  private final EdgeServer privateServer;
  private final List<String> places = new ArrayList<>();
  private final Set<String> served = new HashSet<>();
  private final Set<String> expired = new HashSet<>();
  private final Set<String> claimed = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final List<String> done = new ArrayList<>();
  private boolean publicAway;
  private int refusalsLeft;
  private int missesLeft;

  /** Opens it, with nobody in the line. */
  public RoomStub() {
    PrivateAccess access =
        PrivateAccess.signedWith(Credentials.of(KNOWN), "us-east-1", Clock.systemUTC());
    publicServer =
        server(
            Origin.PUBLIC,
            Face.open(PublicAccess.everybody())
                .post("/assign_queue_num", _ -> answer(this::join))
                .get("/queue_status", call -> answer(() -> status(call)))
                .post("/generate_token", call -> answer(() -> claim(call.json())))
                .get("/.well-known/jwks.json", _ -> answer(RoomStub::keys)));
    privateServer =
        server(
            Origin.PRIVATE,
            Face.guarded(access).post("/update_session", call -> Mono.just(close(call))));
  }

  private static EdgeServer server(Origin origin, Face.Builder face) {
    return EdgeServer.start(origin, 0, List.of(face.build()));
  }

  private static Answer keys() {
    return Answer.okJson(KEYS.publicKeys().jwks().getBytes(UTF_8));
  }

  /** What an origin says when it is there. */
  private interface Saying {
    Answer say();
  }

  private synchronized Mono<Answer> answer(Saying what) {
    if (publicAway) {
      throw new Refusal.Unavailable("not now", Duration.ofSeconds(3));
    }
    return Mono.just(what.say());
  }

  private Answer join() {
    String id = new RequestId(0x1234L, places.size() + 1L).toString();
    places.add(id);
    return Answer.ok(Map.of("api_request_id", id));
  }

  private Answer status(Call call) {
    if (missesLeft > 0) {
      missesLeft--;
      throw new Refusal.NotFound("there is no such request_id in this event");
    }
    String id = known(call.query().text("request_id"));
    Map<String, Object> status = new LinkedHashMap<>();
    boolean turn = served.contains(id);
    status.put("queue_number", 1_234);
    status.put("serving_counter", turn ? 1_240 : 191);
    status.put("ahead", turn ? 0 : 1_042);
    status.put("wait_seconds", turn ? null : Map.of("low", 290, "high", 470));
    status.put("state", expired.contains(id) ? "expired" : turn ? "served" : "waiting");
    status.put("room_state", "open");
    status.put("expires_in", turn ? 842 : null);
    status.put("next_poll_ms", 1_000);
    return Answer.ok(status);
  }

  private Answer claim(JsonBody body) {
    String id = known(body.text("request_id"));
    if (over.contains(id) || (expired.contains(id) && !claimed.contains(id))) {
      throw new Refusal.Gone("the session of this request is over");
    }
    if (!served.contains(id)) {
      return Answer.notYet("the queue number is not served yet");
    }
    claimed.add(id);
    return Answer.ok(
        Map.of("access_token", token(id), "token_type", "Bearer", "expires_in", 3_600));
  }

  private String known(String id) {
    if (!places.contains(id)) {
      throw new Refusal.NotFound("there is no such request_id in this event");
    }
    return id;
  }

  private synchronized Answer close(Call call) {
    if (refusalsLeft > 0) {
      refusalsLeft--;
      throw new Refusal.Unavailable("not now", Duration.ofSeconds(1));
    }
    String id = call.json().text("request_id");
    done.add(id + " " + call.json().wholeNumber("status"));
    over.add(id);
    return Answer.ok(Map.of());
  }

  /** Where people join. */
  public URI publicOrigin() {
    return URI.create("http://localhost:" + publicServer.port());
  }

  /** Where the shop says that somebody is done. */
  public URI privateOrigin() {
    return URI.create("http://localhost:" + privateServer.port());
  }

  /** The places that were given, the oldest first. */
  public synchronized List<String> places() {
    return List.copyOf(places);
  }

  /** Of whom it was heard that they are done, with the status. */
  synchronized List<String> done() {
    return List.copyOf(done);
  }

  /** The turn of everybody in line comes. */
  public synchronized void serveAll() {
    served.addAll(places);
  }

  /** The time to claim runs out for everybody in line; who has claimed keeps their token. */
  public synchronized void expireAll() {
    serveAll();
    expired.addAll(places);
  }

  /** Everybody in line is done with what they came for. */
  public synchronized void endAll() {
    over.addAll(places);
  }

  /** The next so many looks at a place find none, as of a server that has just begun. */
  public synchronized void forgetForAMoment(int looks) {
    missesLeft = looks;
  }

  /** Nobody has a place any more. */
  public synchronized void reset() {
    places.clear();
  }

  /** Everybody who calls the public origin is told to come back later. */
  public synchronized void goAway() {
    publicAway = true;
  }

  /** The private origin says "not now" so often. */
  synchronized void refuse(int times) {
    refusalsLeft = times;
  }

  /** A token that is good for an hour, of somebody else each time it is asked for. */
  public synchronized String freshToken() {
    join();
    return token(places.getLast());
  }

  private String token(String id) {
    return token(id, Instant.now(), publicOrigin().toString());
  }

  /** A token that has run out an hour ago. */
  static String staleToken(RoomStub room) {
    Instant then = Instant.now().minus(Duration.ofHours(2));
    return token(new RequestId(1, 2).toString(), then, room.publicOrigin().toString());
  }

  private static String token(String id, Instant since, String issuer) {
    Instant second = since.truncatedTo(ChronoUnit.SECONDS);
    return SIGNER
        .sign(
            new TokenClaims(
                new EventId("Sample"),
                RequestId.parse(id),
                new QueueNumber(1_234),
                second,
                second.plus(Duration.ofHours(1)),
                new Issuer(issuer),
                KEYS.current(),
                new TokenId("token-" + id)))
        .access();
  }

  @Override
  public void close() {
    publicServer.close();
    privateServer.close();
  }
}
