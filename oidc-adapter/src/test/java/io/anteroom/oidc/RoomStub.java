package io.anteroom.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.anteroom.domain.ticket.RequestId;
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
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Both origins in front of some rooms, as far as a provider sees them. Numbers are given at once;
 * tokens are the same however often they are asked for, and nobody has signed them.
 */
public final class RoomStub implements AutoCloseable {

  private static final String KEY_ID = "AKIDANTEROOM";
  private static final String SECRET = "a/secret+with=signs";
  private static final String REGION = "us-east-1";
  private static final Duration VALIDITY = Duration.ofHours(1);

  /** Tries so often that a private origin that is away is given up on within seconds. */
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1));

  private final EdgeServer publicServer;
  private final EdgeServer privateServer;
  private final Set<String> rooms = new HashSet<>(List.of("Sample", "Other"));
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Set<String> served = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final Map<String, Map<String, Object>> tokens = new HashMap<>();
  private Supplier<Mono<Answer>> joinAnswer = Mono::empty;
  private Supplier<Mono<Answer>> tokenAnswer = Mono::empty;
  private int joins;
  private int claims;

  /** Begins with two rooms, {@code Sample} and {@code Other}, and nobody in them. */
  public RoomStub() {
    PrivateAccess access =
        PrivateAccess.signedWith(Credentials.of(Map.of(KEY_ID, SECRET)), REGION, Clock.systemUTC());
    this.publicServer =
        server(
            Origin.PUBLIC,
            Face.open(PublicAccess.everybody())
                .post("/assign_queue_num", call -> answer(call, this::join)));
    this.privateServer =
        server(
            Origin.PRIVATE,
            Face.guarded(access).post("/generate_token", call -> answer(call, this::claim)));
  }

  private static EdgeServer server(Origin origin, Face.Builder face) {
    return EdgeServer.start(origin, 0, List.of(face.build()));
  }

  /** Where people join. */
  public URI publicOrigin() {
    return URI.create("http://localhost:" + publicServer.port());
  }

  /** Signed calls to where tokens are asked for; for the caller to close. */
  public PrivateOrigin privateCalls() {
    return new PrivateOrigin(
        URI.create("http://localhost:" + privateServer.port()),
        new Signer(new io.anteroom.signedcalls.Credentials(KEY_ID, SECRET), REGION),
        QUICK);
  }

  private synchronized Mono<Answer> answer(Call call, Function<JsonBody, Mono<Answer>> how) {
    return how.apply(call.json());
  }

  private Mono<Answer> join(JsonBody body) {
    joins++;
    String room = body.text("event_id");
    return joinAnswer
        .get()
        .switchIfEmpty(
            Mono.fromSupplier(() -> {
              if (!rooms.contains(room)) {
                throw new Refusal.NotFound("there is no such event_id");
              }
              return Answer.ok(Map.of("api_request_id", place(room)));
            }));
  }

  private synchronized String place(String room) {
    String id = new RequestId(0x1234L, lines.size() + 1L).toString();
    lines.put(id, room);
    return id;
  }

  private Mono<Answer> claim(JsonBody body) {
    claims++;
    return tokenAnswer.get().switchIfEmpty(Mono.fromSupplier(() -> standing(body)));
  }

  private synchronized Answer standing(JsonBody body) {
    String room = body.text("event_id");
    String id = body.text("request_id");
    if (!rooms.contains(room)) {
      throw new Refusal.Malformed("there is no such event_id");
    }
    if (!room.equals(lines.get(id))) {
      throw new Refusal.NotFound("there is no such request_id in this event");
    }
    if (over.contains(id)) {
      throw new Refusal.Gone("the session of this request is over");
    }
    return served.contains(id)
        ? Answer.ok(tokens.computeIfAbsent(id, _ -> tokens(room, id, body.text("issuer"))))
        : Answer.notYet("the queue number is not served yet");
  }

  private static Map<String, Object> tokens(String room, String id, String issuer) {
    Instant now = Instant.now();
    String token =
        new PlainJWT(
                new JWTClaimsSet.Builder()
                    .issuer(issuer)
                    .audience(room)
                    .subject(id)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plus(VALIDITY)))
                    .build())
            .serialize();
    return Map.of("access_token", token, "id_token", token, "expires_in", VALIDITY.toSeconds());
  }

  /** The turn of everybody in line comes. */
  public synchronized void serveAll() {
    served.addAll(lines.keySet());
  }

  /** Whoever has a place has one no longer, for one of the reasons that answer 410. */
  public synchronized void endAll() {
    over.addAll(lines.keySet());
  }

  /** A new generation of all rooms begins. */
  public synchronized void reset() {
    lines.replaceAll((_, _) -> "a former generation");
  }

  /** A room is retired. */
  public synchronized void retire(String room) {
    rooms.remove(room);
  }

  /** Somebody claims the tokens of everybody in line, elsewhere. */
  public synchronized void claimAllFor(String issuer) {
    lines.forEach((id, room) -> tokens.put(id, tokens(room, id, issuer)));
  }

  /** The tokens of everybody in line end. */
  public synchronized void endTokens() {
    tokens.replaceAll((_, body) -> {
      Map<String, Object> ended = new HashMap<>(body);
      ended.put("expires_in", 0L);
      return ended;
    });
  }

  /** From now on joins are answered like this, or by errors, or never; nobody gets a place. */
  public synchronized void answerJoins(Supplier<Mono<Answer>> how) {
    joinAnswer = how;
  }

  /** From now on whoever asks for tokens is answered like this. */
  public synchronized void answerClaims(Supplier<Mono<Answer>> how) {
    tokenAnswer = how;
  }

  /** How many calls to join came. */
  public synchronized int joins() {
    return joins;
  }

  /** How many calls for tokens came. */
  public synchronized int claims() {
    return claims;
  }

  /** The places that were given, the oldest first. */
  public synchronized List<String> places() {
    return List.copyOf(lines.keySet());
  }

  @Override
  public void close() {
    publicServer.close();
    privateServer.close();
  }
}
