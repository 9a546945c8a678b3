package io.anteroom.tokenservice;

import static io.anteroom.tokenservice.ModelRooms.EVENT;
import static io.anteroom.tokenservice.ModelRooms.ISSUER;
import static io.anteroom.tokenservice.ModelRooms.PARTITION;
import static io.anteroom.tokenservice.ModelRooms.TAG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.edge.EdgeServer;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublicKeys;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenUse;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The whole service between a real broker, a real Redis and real HTTP. */
@ExtendWith(BackendsExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class TokenServiceIT {

  private static final String KEY_ID = "AKIDANTEROOM";
  private static final String SECRET = "a/secret+with=signs";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int PEOPLE = 1000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong nextOffset = new AtomicLong();
  private TicketCodec tickets;
  private Wire redisWire;
  private LogRoom room;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void start(Backends backends, @TempDir Path directory) throws IOException {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 1), 1);
    URI redis = URI.create(backends.redisUrl());
    redisWire = new Wire(redis.getHost(), redis.getPort());
    room = new LogRoom(connection, topics, redis);
    room.run(
        new ConfigureRoom(
            EVENT,
            SettingsChange.to(
                new RoomSettings(
                    new ValidityPeriod(600),
                    ISSUER,
                    PositionExpiry.DEFAULT,
                    false,
                    false,
                    JoinLimit.NONE,
                    false,
                    false)),
            new Issuer("unused"),
            PartitionOffsets.ZERO));
    number(0, PEOPLE - 1);
    room.run(new IncrementServingCounter(EVENT, PEOPLE / 2, Cause.ADMIN));
    tickets = TicketKeyFile.readOrGenerate(directory.resolve("ticket.key"));
    SigningKeys.loadOrGenerate(directory.resolve("signing-keys.json"));
    service =
        new SpringApplicationBuilder(TokenServiceApplication.class)
            .web(WebApplicationType.NONE)
            .registerShutdownHook(false)
            .run(
                "--anteroom.kafka.bootstrap=" + backends.bootstrap(),
                "--anteroom.topic-prefix=" + backends.topicPrefix(),
                "--anteroom.redis.url=redis://127.0.0.1:" + redisWire.port(),
                "--anteroom.ticket-key-file=" + directory.resolve("ticket.key"),
                "--anteroom.signing-key-file=" + directory.resolve("signing-keys.json"),
                "--anteroom.credentials-file=" + credentials(directory),
                "--anteroom.public-port=0",
                "--anteroom.private-port=0",
                "--anteroom.management-port=0");
    await().atMost(SOON).until(() -> claim(nextOffset.get()).statusCode() == 200);
    nextOffset.incrementAndGet();
  }

  private static Path credentials(Path directory) throws IOException {
    Path file = directory.resolve("credentials");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "[anteroom]\naws_access_key_id = " + KEY_ID + "\naws_secret_access_key = " + SECRET + "\n");
    return file;
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    service.close();
    room.close();
    redisWire.close();
  }

  @Test
  void aServedPlaceGetsTokensThatThePublishedKeyOpens() {
    long offset = nextOffset.getAndIncrement();
    HttpResponse<String> answer = claim(offset);

    assertThat(answer.statusCode()).isEqualTo(200);
    PublicKeys keys = PublicKeys.parse(publicKey().body());
    Expectation expected = new Expectation(EVENT, ISSUER, TokenUse.ACCESS, Duration.ZERO);
    String token = answer.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    assertThat(new TokenVerifier(keys, expected).verify(token, Instant.now()))
        .isInstanceOfSatisfying(
            Verdict.Valid.class,
            valid -> assertThat(valid.claims().queuePosition().value()).isEqualTo(offset + 1));
  }

  @Test
  void theRoomIsAskedOnceAndRedisKnowsTheRest() {
    long offset = nextOffset.getAndIncrement();
    int before = room.asked.get();
    String first = tokens(claim(offset));

    for (int i = 0; i < 20; i++) {
      assertThat(tokens(claim(offset))).isEqualTo(first);
    }
    assertThat(room.asked.get() - before).isEqualTo(1);
  }

  @Test
  void whoIsNotServedWaitsAndTheRoomHearsNothingOfIt() {
    int before = room.asked.get();

    assertThat(claim(PEOPLE - 1).statusCode()).isEqualTo(202);
    assertThat(claim(Place.MAX_OFFSET).statusCode()).isEqualTo(202);
    assertThat(room.asked.get()).isEqualTo(before);
  }

  @Test
  void aSessionThatIsOverIsGoneAtOnceAndForGood() {
    long offset = nextOffset.getAndIncrement();
    assertThat(claim(offset).statusCode()).isEqualTo(200);
    room.run(
        new UpdateSession(
            EVENT,
            tickets.seal(Ticket.unbound(TAG, new Place(PARTITION, offset))),
            new Place(PARTITION, offset),
            SessionStatus.COMPLETED));

    assertThat(claim(offset).statusCode()).isEqualTo(410);
  }

  @Test
  void aSilentRoomMakesNobodyWaitForLongAndCostsNoTokenItsBytes() {
    long known = nextOffset.getAndIncrement();
    long fresh = nextOffset.getAndIncrement();
    String first = tokens(claim(known));
    room.silent = true;
    try {
      HttpResponse<String> answer = claim(fresh);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(tokens(claim(known))).isEqualTo(first);
    } finally {
      room.silent = false;
    }
    assertThat(claim(fresh).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutRedisTheRoomAnswersUntilMemoryIsTooOldAndAllIsWellAfterwards() {
    long known = nextOffset.getAndIncrement();
    long fresh = nextOffset.getAndIncrement();
    String first = tokens(claim(known));
    redisWire.cut();
    try {
      assertThat(tokens(claim(known))).isEqualTo(first);
      assertThat(claim(fresh).statusCode()).isEqualTo(200);
      await().atMost(SOON).until(() -> claim(known).statusCode() == 503);
      assertThat(publicKey().statusCode()).isEqualTo(503);
    } finally {
      redisWire.mend();
    }
    await().atMost(SOON).until(() -> claim(known).statusCode() == 200);
    assertThat(tokens(claim(known))).isEqualTo(first);
  }

  @Test
  void aResetTakesTheTicketsOfTheFormerGenerationAway() {
    long offset = nextOffset.getAndIncrement();
    assertThat(claim(offset).statusCode()).isEqualTo(200);
    room.run(new Reset(EVENT, PartitionOffsets.ZERO));

    await().atMost(SOON).until(() -> claim(offset).statusCode() == 404);
    assertThat(claim(PEOPLE - 1).statusCode()).isEqualTo(404);

    number(PEOPLE, 2 * PEOPLE - 1);
    room.run(new IncrementServingCounter(EVENT, PEOPLE / 2, Cause.ADMIN));
    nextOffset.set(PEOPLE);
    await().atMost(SOON).until(() -> claim(PEOPLE).statusCode() == 200);
    room.run(new IncrementServingCounter(EVENT, PEOPLE / 2, Cause.ADMIN));
  }

  @Test
  void theSiteSignsAndMayOverride() throws Exception {
    long offset = nextOffset.getAndIncrement();
    String body =
        body(offset).replace("}", ",\"issuer\":\"https://site.example\",\"validity_period\":60}");
    URI uri = URI.create("http://localhost:" + port("privateServer") + "/generate_token");

    assertThat(send(post(uri, body)).statusCode()).isEqualTo(403);
    HttpResponse<String> answer = send(signed(uri, body));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).containsPattern("\"expires_in\":(60|59|58)}");
    assertThat(tokens(claim(offset))).isEqualTo(tokens(answer));
  }

  private void number(long from, long to) {
    Instant now = Instant.now();
    room.run(new NumberSpan(new JoinSpan(EVENT, new OffsetRange(PARTITION, from, to), now, now)));
  }

  private HttpResponse<String> claim(long offset) {
    URI uri = URI.create("http://localhost:" + port("publicServer") + "/generate_token");
    return send(post(uri, body(offset)));
  }

  private HttpResponse<String> publicKey() {
    URI uri =
        URI.create("http://localhost:" + port("publicServer") + "/public_key?event_id=" + EVENT);
    return send(HttpRequest.newBuilder(uri));
  }

  private String body(long offset) {
    return "{\"event_id\":\"%s\",\"request_id\":\"%s\"}"
        .formatted(EVENT, tickets.seal(Ticket.unbound(TAG, new Place(PARTITION, offset))));
  }

  /** All of the answer but the seconds left. */
  private static String tokens(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body().replaceFirst(",\"expires_in\":\\d+}", "");
  }

  private int port(String server) {
    return service.getBean(server, EdgeServer.class).port();
  }

  private static HttpRequest.Builder post(URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder signed(URI uri, String body) {
    SdkHttpRequest plain = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri).build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(AwsCredentialsIdentity.create(KEY_ID, SECRET))
                    .request(plain)
                    .payload(ContentStreamProvider.fromByteArray(body.getBytes(UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    HttpRequest.Builder request = post(uri, body);
    signed.forEachHeader((name, values) -> {
      if (!name.equalsIgnoreCase("host")) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(SOON).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
