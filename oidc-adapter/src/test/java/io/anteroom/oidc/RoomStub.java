package io.anteroom.oidc;

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
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import io.anteroom.tokens.OpenIdClaims;
import io.anteroom.tokens.SignedTokens;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Both origins in front of some rooms, as far as a provider sees them. Numbers are given at once;
 * tokens are the same however often they are asked for.
 */
public final class RoomStub implements AutoCloseable {

  /** In the shared-credentials file by which calls are signed. */
  public static final String CREDENTIALS =
      """
      [anteroom]
      aws_access_key_id = AKIDANTEROOM
      aws_secret_access_key = a/secret+with=signs
      """;

  /** Without it, the public origin answers nobody. */
  public static final String ORIGIN_KEY = "origin-key-of-the-stub";

  /** Of everybody who is in a line, and not served yet. */
  private static final String STATUS =
      """
      {"queue_number":1234,"serving_counter":191,"ahead":1042,"wait_seconds":{"low":290,"high":470},\
      "state":"waiting","room_state":"open","expires_in":null,"next_poll_ms":5000}\
      """;

  private static final String KEY_ID = "AKIDANTEROOM";
  private static final String SECRET = "a/secret+with=signs";
  private static final String REGION = "us-east-1";
  private static final Duration VALIDITY = Duration.ofHours(1);

  /** Slow to make, and nobody minds that they are the same for all. */
  private static final SigningKeys KEYS = SigningKeys.generate();

  /** Tries so often that a private origin that is away is given up on within seconds. */
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1));

  private final EdgeServer publicServer;
  private final EdgeServer privateServer;
  private final Set<String> rooms = new HashSet<>(List.of("Sample", "Other"));
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Set<String> served = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final TokenSigner signer = new TokenSigner(KEYS);
  private final Map<String, TokenClaims> tokens = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private Supplier<Mono<Answer>> joinAnswer = Mono::empty;
  private Supplier<Mono<Answer>> tokenAnswer = Mono::empty;
  private Supplier<Mono<Answer>> lookAnswer = Mono::empty;
  private int joins;
  private int claims;
  private int looks;

  /** Begins with two rooms, {@code Sample} and {@code Other}, and nobody in them. */
  public RoomStub() {
    PrivateAccess access =
        PrivateAccess.signedWith(Credentials.of(Map.of(KEY_ID, SECRET)), REGION, Clock.systemUTC());
    this.publicServer =
        server(
            Origin.PUBLIC,
            Face.open(PublicAccess.withKeys(List.of(ORIGIN_KEY)))
                .post("/assign_queue_num", call -> answer(call, this::join))
                .get("/queue_status", this::status)
                .get(
                    "/.well-known/jwks.json",
                    _ -> Mono.just(Answer.okJson(jwks().getBytes(UTF_8)))));
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

  /** The keys of tokens, as they are published. */
  public String jwks() {
    return KEYS.publicKeys().jwks();
  }

  /** Where tokens are asked for. */
  public URI privateOrigin() {
    return URI.create("http://localhost:" + privateServer.port());
  }

  /** Signed calls to where tokens are asked for; for the caller to close. */
  public PrivateOrigin privateCalls() {
    return new PrivateOrigin(
        privateOrigin(),
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

  private synchronized Mono<Answer> status(Call call) {
    looks++;
    String id = call.query().text("request_id");
    return lookAnswer
        .get()
        .switchIfEmpty(
            Mono.fromSupplier(() -> {
              if (!call.query().text("event_id").equals(lines.get(id))) {
                throw new Refusal.NotFound("there is no such request_id in this event");
              }
              return Answer.okJson(STATUS.getBytes(UTF_8));
            }));
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
    if (!served.contains(id)) {
      return Answer.notYet("the queue number is not served yet");
    }
    return Answer.ok(
        signed(tokens.computeIfAbsent(id, _ -> claims(room, id, body.text("issuer"))), body));
  }

  private static TokenClaims claims(String room, String id, String issuer) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new TokenClaims(
        new EventId(room),
        RequestId.parse(id),
        new QueueNumber(1),
        now,
        now.plus(VALIDITY),
        new Issuer(issuer),
        KEYS.current(),
        new TokenId("token-" + id));
  }

  private Map<String, Object> signed(TokenClaims claims, JsonBody body) {
    OpenIdClaims asked =
        new OpenIdClaims(
            body.optionalText("nonce"),
            body.optionalTruth("auth_time").filter(wanted -> wanted).map(_ -> Instant.now()));
    SignedTokens signed = signer.sign(claims);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", signed.access());
    answer.put("refresh_token", signed.refresh());
    answer.put("id_token", signer.signId(claims, asked));
    answer.put("token_type", "Bearer");
    answer.put(
        "expires_in", ended.contains(claims.subject().toString()) ? 0 : VALIDITY.toSeconds());
    return answer;
  }

  /** The tokens of a place that was claimed, for whatever a client should not do with them. */
  public synchronized SignedTokens tokensOf(String id) {
    return signer.sign(Optional.ofNullable(tokens.get(id)).orElseThrow());
  }

  /** Somebody joins, and is served at once. */
  public synchronized String served(String room) {
    String id = place(room);
    served.add(id);
    return id;
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
    lines.keySet().forEach(id -> claimFor(id, issuer));
  }

  /** Somebody claims the tokens of a place, elsewhere. */
  public synchronized void claimFor(String id, String issuer) {
    tokens.put(id, claims(String.valueOf(lines.get(id)), id, issuer));
  }

  /** The tokens of everybody in line end. */
  public synchronized void endTokens() {
    ended.addAll(lines.keySet());
  }

  /** From now on joins are answered like this, or by errors, or never; nobody gets a place. */
  public synchronized void answerJoins(Supplier<Mono<Answer>> how) {
    joinAnswer = how;
  }

  /** From now on whoever asks for tokens is answered like this. */
  public synchronized void answerClaims(Supplier<Mono<Answer>> how) {
    tokenAnswer = how;
  }

  /** From now on whoever asks how a place stands is answered like this. */
  public synchronized void answerLooks(Supplier<Mono<Answer>> how) {
    lookAnswer = how;
  }

  /** How often somebody asked how a place stands. */
  public synchronized int looks() {
    return looks;
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
