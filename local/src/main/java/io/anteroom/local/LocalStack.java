package io.anteroom.local;

import io.anteroom.admin.AdminConfiguration;
import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.KafkaBroker;
import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.management.Management;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.ingress.IngressConfiguration;
import io.anteroom.inlets.InletsConfiguration;
import io.anteroom.local.Parts.Layer;
import io.anteroom.oidc.OidcConfiguration;
import io.anteroom.oidc.seal.SealingKeys;
import io.anteroom.site.SampleSiteConfiguration;
import io.anteroom.streams.Numbering;
import io.anteroom.streams.StreamsConfiguration;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokenservice.TokenServiceConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts every part, side by side where none needs the other.
 *
 * <pre>
 *   broker, topics        -- processor --------+
 *   broker, topics, keys  -- OpenID provider --+-- first room -- ready
 *   Redis, keys           -- HTTP services ----+
 *   keys                  -- sample site ------+
 * </pre>
 */
final class LocalStack {
  /** Enough to spread the load of one machine. */
  private static final int JOIN_PARTITIONS = 4;

  private static final int ROOM_PARTITIONS = 2;

  private static final List<Class<?>> HTTP_SERVICES =
      List.of(
          IngressConfiguration.class, AdminConfiguration.class, TokenServiceConfiguration.class);

  private final LocalSettings settings;
  private final StateDirectory state;
  private final BrokerSettings broker;
  private final RedisSettings redis;
  private final Parts parts;
  private final Progress progress;

  /** Of our own: the common pool has but one on a machine with two cores. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory());

  LocalStack(LocalSettings settings, StateDirectory state, Parts parts, Progress progress) {
    this.settings = settings;
    this.state = state;
    this.broker = BrokerSettings.in(state.broker());
    this.redis = RedisSettings.in(state.redis()).keepingData();
    this.parts = parts;
    this.progress = progress;
  }

  /** Returns when the stack can be used. */
  void start() {
    progress.say("Anteroom starts on " + state.home());
    Management management = new Management();
    parts.add(Layer.METERS, management);
    Services services = new Services(serviceSettings(), management.meters());
    Readiness readiness = new Readiness(parts);
    CompletableFuture<Void> log = async(this::startLog);
    CompletableFuture<Void> keys = async(this::makeKeys);
    CompletableFuture<Void> numbering =
        log.thenRunAsync(() -> startProcessor(services, readiness), threads);
    CompletableFuture<Void> origins =
        CompletableFuture.allOf(async(this::startRedis), keys)
            .thenRunAsync(() -> startHttp(services, management.meters()), threads);
    CompletableFuture<Void> provider =
        CompletableFuture.allOf(log, keys)
            .thenRunAsync(() -> startProvider(services, management.meters()), threads);
    CompletableFuture<Void> site = keys.thenRunAsync(() -> startSite(services), threads);
    joinUnlessOneFails(numbering, origins, provider, site);
    startManagement(services, management);
    awaitFirstRoom(services, readiness);
    parts.add(Layer.ANNOUNCEMENT, RuntimeFile.write(state.runtime(), announcement()));
    progress.say(
        ("Anteroom is ready: public origin %s, private origin %s, OpenID provider %s, credentials in"
                + " %s; open %s in a browser")
            .formatted(
                settings.publicOrigin(),
                settings.privateOrigin(),
                settings.oidc(),
                state.credentials(),
                settings.site()));
  }

  /** Breaks off what a start still waits for. */
  void giveUp() {
    threads.shutdownNow();
  }

  private CompletableFuture<Void> async(Runnable step) {
    return CompletableFuture.runAsync(step, threads);
  }

  /** One that fails ends the wait for the others: nobody wants to look at a start that is lost. */
  private static void joinUnlessOneFails(CompletableFuture<?>... steps) {
    CompletableFuture<Void> all = CompletableFuture.allOf(steps);
    for (CompletableFuture<?> step : steps) {
      var _ =
          step.exceptionally(failure -> {
            all.completeExceptionally(failure);
            return null;
          });
    }
    all.join();
  }

  private Map<String, String> announcement() {
    return Map.ofEntries(
        Map.entry("bootstrap", broker.bootstrap()),
        Map.entry("prefix", Topics.DEFAULT_PREFIX),
        Map.entry("redis", redis.url()),
        Map.entry("public", settings.publicOrigin().toString()),
        Map.entry("private", settings.privateOrigin().toString()),
        Map.entry("oidc", settings.oidc().toString()),
        Map.entry("site", settings.site().toString()),
        Map.entry("management", settings.management().toString()),
        Map.entry("event", settings.firstRoom().value()),
        Map.entry("credentials", state.credentials().toString()),
        Map.entry("pid", String.valueOf(ProcessHandle.current().pid())));
  }

  private Map<String, String> serviceSettings() {
    return Map.ofEntries(
        Map.entry("anteroom.kafka.bootstrap", broker.bootstrap()),
        Map.entry("anteroom.topic-prefix", Topics.DEFAULT_PREFIX),
        Map.entry("anteroom.redis.url", redis.url()),
        Map.entry("anteroom.event-id", settings.firstRoom().value()),
        Map.entry("anteroom.public-origin", settings.publicOrigin().toString()),
        Map.entry("anteroom.public-port", String.valueOf(settings.publicPort())),
        Map.entry("anteroom.private-origin", settings.privateOrigin().toString()),
        Map.entry("anteroom.private-port", String.valueOf(settings.privatePort())),
        Map.entry("anteroom.oidc.issuer", settings.oidc().toString()),
        Map.entry("anteroom.oidc.port", String.valueOf(settings.oidcPort())),
        Map.entry("anteroom.oidc.key-file", state.oidcKeys().toString()),
        Map.entry("anteroom.site.port", String.valueOf(settings.sitePort())),
        Map.entry("anteroom.site.origin", settings.site().toString()),
        Map.entry("anteroom.site.event", settings.firstRoom().value()),
        Map.entry("anteroom.site.control-panel", "true"),
        Map.entry("anteroom.panel-origins", panelOrigins()),
        Map.entry("anteroom.ticket-key-file", state.ticketKey().toString()),
        Map.entry("anteroom.signing-key-file", state.signingKeys().toString()),
        Map.entry("anteroom.credentials-file", state.credentials().toString()),
        Map.entry("anteroom.gateway-in-front", "false"),
        Map.entry("anteroom.state-dir", state.streams().toString()));
  }

  /** A browser takes its host's name and its number for two origins. */
  private String panelOrigins() {
    return "%s,http://127.0.0.1:%d".formatted(settings.site(), settings.sitePort());
  }

  private void startLog() {
    parts.add(Layer.BROKER, KafkaBroker.start(broker));
    progress.up("broker on " + broker.bootstrap());
    TopicSetup.ensure(
        LogConnection.plain(broker.bootstrap()),
        new Topics(Topics.DEFAULT_PREFIX).all(JOIN_PARTITIONS, ROOM_PARTITIONS),
        1);
    progress.up("topics");
  }

  private void startRedis() {
    parts.add(Layer.REDIS, RedisServer.start(redis));
    progress.up("Redis on " + redis.url());
  }

  private void startProcessor(Services services, Readiness readiness) {
    ConfigurableApplicationContext processor =
        parts.add(
            Layer.PROCESSOR,
            services.start(StreamsConfiguration.class, new StopWithNumbering(progress)));
    Numbering numbering = processor.getBean(Numbering.class);
    readiness.await("numbering does not run", numbering::isRunning);
    progress.up("numbering");
  }

  private void startHttp(Services services, MeterRegistry meters) {
    for (Class<?> configuration : HTTP_SERVICES) {
      parts.add(Layer.SERVICES, services.start(configuration));
    }
    // They call an origin that opens below: until then they find nobody there, as anywhere else.
    parts.add(Layer.CALLERS, services.start(InletsConfiguration.class));
    parts.add(
        Layer.ORIGINS,
        EdgeServer.start(
            Origin.PUBLIC, Ports.publicAddress(settings), services.faces(Origin.PUBLIC), meters));
    parts.add(
        Layer.ORIGINS,
        EdgeServer.start(
            Origin.PRIVATE,
            Ports.privateAddress(settings),
            services.faces(Origin.PRIVATE),
            meters));
    progress.up("services on both origins");
  }

  private void startProvider(Services services, MeterRegistry meters) {
    parts.add(Layer.CALLERS, services.start(OidcConfiguration.class));
    parts.add(
        Layer.CALLERS,
        EdgeServer.start(
            Origin.OIDC, Ports.oidcAddress(settings), services.faces(Origin.OIDC), meters));
    progress.up("OpenID provider");
  }

  private void startSite(Services services) {
    parts.add(Layer.CALLERS, services.start(SampleSiteConfiguration.class));
    progress.up("sample site on " + settings.site());
  }

  private void startManagement(Services services, Management management) {
    parts.add(
        Layer.ORIGINS,
        EdgeServer.start(
            Origin.MANAGEMENT,
            Ports.managementAddress(settings),
            List.of(management.face(services.readinessChecks())),
            // Those who watch are not watched.
            new CompositeMeterRegistry()));
    progress.up("health and metrics on " + settings.management());
  }

  private void awaitFirstRoom(Services services, Readiness readiness) {
    EventId room = settings.firstRoom();
    readiness.awaitRoom(room, services.roomViews());
    String question = "?event_id=" + room.value();
    // These calls have neither key nor signature: refusing them is what an origin does that works.
    readiness.awaitStatus(
        Set.of(200, 403), settings.publicOrigin().resolve("/serving_num" + question));
    readiness.awaitStatus(
        Set.of(403), settings.privateOrigin().resolve("/num_active_tokens" + question));
    readiness.awaitStatus(
        Set.of(200), settings.oidc().resolve("/.well-known/openid-configuration"));
    readiness.awaitStatus(Set.of(200), settings.site());
    progress.up("room " + room.value());
  }

  private void makeKeys() {
    CredentialsFile.ensure(state.credentials());
    TicketKeyFile.readOrGenerate(state.ticketKey());
    SigningKeys.loadOrGenerate(state.signingKeys());
    SealingKeys.readOrGenerate(state.oidcKeys());
    progress.up("keys");
  }
}
