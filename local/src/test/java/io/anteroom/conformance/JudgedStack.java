package io.anteroom.conformance;

import static org.awaitility.Awaitility.await;

import io.anteroom.admin.AdminConfiguration;
import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.FreePort;
import io.anteroom.backends.ProcessBroker;
import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import io.anteroom.contracts.http.ApiDocument;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.ingress.IngressConfiguration;
import io.anteroom.inlets.InletsConfiguration;
import io.anteroom.inlets.message.Pages;
import io.anteroom.privatefile.PrivateFile;
import io.anteroom.streams.StreamsConfiguration;
import io.anteroom.testkit.SnsMessages;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokenservice.TokenServiceConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * All services as they are, behind two judged origins, with a broker and a Redis that can be
 * stopped. The public origin asks for a key.
 */
final class JudgedStack implements AutoCloseable {

  static final String FIRST_ROOM = "Opening";

  private static final String ORIGIN_KEY = "of-the-distribution-in-front";
  private static final Signature SIGNATURE = new Signature("AKIDANTEROOM", "a/secret+with=signs");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Inlets, one of which a topic may push to. */
  static final String INLET = "shop";

  static final String QUIET_INLET = "quiet";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Face> faces = new ArrayList<>();
  private final ProcessBroker broker;
  private final RedisServer redis;
  private final JudgedOrigin visitors;
  private final JudgedOrigin site;
  private final SnsMessages.Keys sns;

  private JudgedStack(Path home) {
    broker = started(ProcessBroker.start(BrokerSettings.in(home.resolve("broker"))));
    redis = started(RedisServer.start(RedisSettings.in(home.resolve("redis"))));
    TopicSetup.ensure(
        LogConnection.plain(broker.bootstrap()), new Topics(Topics.DEFAULT_PREFIX).all(2, 2), 1);
    sns = SnsMessages.Keys.make(home, "sns.amazonaws.com");
    // Inlets must be told of the private origin before it is there.
    int privatePort = FreePort.find();
    Map<String, String> settings = settings(home, privatePort);
    for (Class<?> service :
        List.of(
            StreamsConfiguration.class,
            IngressConfiguration.class,
            AdminConfiguration.class,
            TokenServiceConfiguration.class,
            InletsConfiguration.class)) {
      faces.addAll(started(context(service, settings)).getBeansOfType(Face.class).values());
    }
    visitors =
        new JudgedOrigin(
            Contract.of(ApiDocument.PUBLIC),
            serve(Origin.PUBLIC, 0),
            call -> call.with("x-api-key", ORIGIN_KEY));
    site =
        new JudgedOrigin(
            Contract.of(ApiDocument.PRIVATE),
            serve(Origin.PRIVATE, privatePort),
            call -> SIGNATURE.sign(call, privatePort));
  }

  /** Starts all of it; returns when the first room is open. */
  static JudgedStack start(Path home) {
    JudgedStack stack = new JudgedStack(home);
    await()
        .atMost(START_LIMIT)
        .until(() -> stack.visitors.get("/serving_num?event_id=" + FIRST_ROOM).status() == 200);
    return stack;
  }

  private Map<String, String> settings(Path home, int privatePort) {
    Path ticketKey = home.resolve("ticket-key");
    Path signingKeys = home.resolve("signing-keys.json");
    Path credentials = home.resolve("credentials");
    TicketKeyFile.readOrGenerate(ticketKey);
    SigningKeys.loadOrGenerate(signingKeys);
    new PrivateFile("credentials file", credentials)
        .write(
            """
            [anteroom]
            aws_access_key_id = %s
            aws_secret_access_key = %s
            """
                .formatted(SIGNATURE.keyId(), SIGNATURE.secret()));
    return Map.ofEntries(
        Map.entry("anteroom.kafka.bootstrap", broker.bootstrap()),
        Map.entry("anteroom.redis.url", redis.url()),
        Map.entry("anteroom.event-id", FIRST_ROOM),
        Map.entry("anteroom.ticket-key-file", ticketKey.toString()),
        Map.entry("anteroom.signing-key-file", signingKeys.toString()),
        Map.entry("anteroom.credentials-file", credentials.toString()),
        Map.entry("anteroom.origin-keys", ORIGIN_KEY),
        Map.entry("anteroom.state-dir", home.resolve("streams").toString()),
        Map.entry("anteroom.private-origin", "http://localhost:" + privatePort),
        Map.entry("anteroom.inlets." + INLET + ".event-id", FIRST_ROOM),
        Map.entry("anteroom.inlets." + INLET + ".strategy", "max_size"),
        Map.entry("anteroom.inlets." + INLET + ".max-size", "100"),
        Map.entry("anteroom.inlets." + INLET + ".topic-arn", SnsMessages.TOPIC),
        Map.entry("anteroom.inlets." + QUIET_INLET + ".event-id", FIRST_ROOM),
        Map.entry("anteroom.inlets." + QUIET_INLET + ".strategy", "max_size"),
        Map.entry("anteroom.inlets." + QUIET_INLET + ".max-size", "100"));
  }

  private ConfigurableApplicationContext context(Class<?> service, Map<String, String> settings) {
    return new SpringApplicationBuilder(service)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers(made -> {
          made.getBeanFactory().registerSingleton("meters", new SimpleMeterRegistry());
          made.getBeanFactory().registerSingleton("sns", snsPages());
        })
        .run(
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  private Pages snsPages() {
    return _ -> new Pages.Page(200, sns.pem());
  }

  private int serve(Origin origin, int port) {
    return started(EdgeServer.start(origin, port, faces(origin))).port();
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  /** All that stands at an origin. */
  List<Face> faces(Origin origin) {
    return faces.stream().filter(face -> face.origin() == origin).toList();
  }

  /** What the topic of an inlet sends with this message, each time under an id of its own. */
  String notification(String message) {
    return SnsMessages.notification(message)
        .with("MessageId", UUID.randomUUID().toString())
        .signedBy(sns)
        .json();
  }

  JudgedOrigin visitors() {
    return visitors;
  }

  JudgedOrigin site() {
    return site;
  }

  /** From now on log and Redis take connections, and answer nothing. */
  void silenceBackends() {
    broker.pause();
    redis.pause();
  }

  void wakeBackends() {
    redis.resume();
    broker.resume();
  }

  @Override
  public void close() {
    parts.forEach(part -> {
      try {
        part.close();
      } catch (Exception e) {
        throw new AssertionError("a part does not stop", e);
      }
    });
  }
}
