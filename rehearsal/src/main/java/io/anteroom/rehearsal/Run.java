package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Asking;
import io.anteroom.rehearsal.crowd.Bystanders;
import io.anteroom.rehearsal.crowd.Crowd;
import io.anteroom.rehearsal.crowd.GaveUpException;
import io.anteroom.rehearsal.crowd.Measurements;
import io.anteroom.rehearsal.crowd.Plan;
import io.anteroom.rehearsal.crowd.PrivateRoom;
import io.anteroom.rehearsal.crowd.PublicRoom;
import io.anteroom.rehearsal.crowd.Scene;
import io.anteroom.rehearsal.crowd.Sightings;
import io.anteroom.rehearsal.origin.Connections;
import io.anteroom.rehearsal.origin.Origin;
import io.anteroom.rehearsal.page.PagesSeen;
import io.anteroom.rehearsal.proof.Breach;
import io.anteroom.rehearsal.proof.Breaches;
import io.anteroom.rehearsal.proof.Check;
import io.anteroom.rehearsal.proof.Circumstances;
import io.anteroom.rehearsal.proof.CounterWatch;
import io.anteroom.rehearsal.proof.Ending;
import io.anteroom.rehearsal.proof.LineCheck;
import io.anteroom.rehearsal.proof.Sighting;
import io.anteroom.rehearsal.proof.TokenCheck;
import io.anteroom.signedcalls.Signer;
import io.anteroom.tokens.PublicKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One rehearsal, from the first look at the room to the verdict. */
final class Run {

  private static final Duration TICK = Duration.ofSeconds(1);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private final Options options;
  private final Plan plan;
  private final Progress progress;
  private final Measurements measurements = new Measurements();
  private final Breaches breaches = new Breaches();
  private final AtomicBoolean interrupted = new AtomicBoolean();

  Run(Options options, Progress progress) {
    this.options = options;
    this.plan = options.plan();
    this.progress = progress;
  }

  /** The user wants the result of what was done so far. */
  void interrupt() {
    interrupted.set(true);
  }

  /**
   * Sends the crowd through.
   *
   * @throws UsageException if the room can't be used
   */
  Outcome go() throws UsageException, InterruptedException {
    try (Connections toPublic = connect(options.publicOrigin(), originKey());
        Connections forTokens = connect(options.publicOrigin(), originKey());
        Connections toBeside = connect(options.publicOrigin(), originKey());
        Connections toPrivate = connect(options.privateOrigin(), Map.of())) {
      Signer signer = new Signer(options.credentials(), options.region());
      Greeting greeting = greet(toPublic, toPrivate, signer);
      Sightings sightings = new Sightings(plan.visitors());
      CounterWatch watch = new CounterWatch(greeting.counter(), plan.shared(), breaches);
      Scene scene =
          new Scene(
              plan,
              new PublicRoom(
                  plan.eventId(),
                  asking(toPublic, plan.patience()),
                  asking(forTokens, plan.patience())),
              new PrivateRoom(plan.eventId(), asking(toPrivate, plan.patience()), signer),
              sightings,
              measurements,
              watch,
              new TokenCheck(plan.eventId(), greeting.keys()),
              breaches);
      Crowd crowd = new Crowd(scene, greeting.counter());
      Optional<Bystanders> bystanders = bystanders(toBeside);
      Optional<OpenPages> pages = openPages();
      long endNanos;
      try (crowd) {
        if (pages.isPresent()) {
          progress.say("the waiting pages take their places first");
          pages.get().open(plan.patience());
        }
        if (bystanders.isPresent()) {
          progress.say("the room beside is measured alone first");
          bystanders.get().comeAlone();
        }
        crowd.start();
        bystanders.ifPresent(some -> some.comeBeside(() -> arrives(crowd)));
        watch(crowd);
        endNanos = System.nanoTime();
        if (pages.isPresent()) {
          pages.get().stayOpen();
        }
      } finally {
        bystanders.ifPresent(Bystanders::close);
        pages.ifPresent(OpenPages::close);
      }
      watch.close();
      return judge(
          crowd,
          sightings.all(),
          bystanders.map(Bystanders::waits),
          pages.map(OpenPages::seen),
          endNanos);
    }
  }

  private Optional<OpenPages> openPages() {
    return options.pages().map(some -> new OpenPages(some, progress, interrupted::get));
  }

  private Optional<Bystanders> bystanders(Connections connections) {
    // What they meet is no part of the crowd's figures.
    Asking asking = new Asking(connections, new Measurements(), plan.patience());
    return options
        .beside()
        .map(room -> new Bystanders(room, new PublicRoom(room, asking, asking), plan.patience()));
  }

  private boolean arrives(Crowd crowd) {
    return measurements.joined() < plan.visitors() && crowd.trouble().isEmpty();
  }

  private Map<String, String> originKey() {
    return options.originKey().map(key -> Map.of("x-api-key", key)).orElse(Map.of());
  }

  private Connections connect(Origin origin, Map<String, String> headers) {
    return new Connections(origin, headers, options.connections(), CALL_TIMEOUT);
  }

  private Asking asking(Connections connections, Duration patience) {
    return new Asking(connections, measurements, patience);
  }

  private record Greeting(PublicKeys keys, long counter) {}

  /** Finds out what would otherwise fail a hundred thousand times. */
  private Greeting greet(Connections toPublic, Connections toPrivate, Signer signer)
      throws UsageException, InterruptedException {
    Asking greeting = asking(toPublic, Rooms.GREETING);
    PublicRoom room = new PublicRoom(plan.eventId(), greeting, greeting);
    PrivateRoom site = new PrivateRoom(plan.eventId(), asking(toPrivate, Rooms.GREETING), signer);
    PublicKeys keys;
    if (options.beside().isPresent()) {
      Rooms.require(options.beside().get(), options.publicOrigin(), greeting);
    }
    try {
      room.serving();
      keys = PublicKeys.parse(room.publicKey());
    } catch (GaveUpException e) {
      throw unusable(options.publicOrigin(), e.getMessage());
    } catch (IllegalArgumentException e) {
      throw unusable(options.publicOrigin(), "public_key gave " + e.getMessage());
    }
    try {
      if (options.reset()) {
        site.reset();
      }
      return new Greeting(keys, site.increment(0));
    } catch (GaveUpException e) {
      throw unusable(options.privateOrigin(), e.getMessage());
    }
  }

  private UsageException unusable(Origin origin, @Nullable String why) {
    return Rooms.unusable(plan.eventId(), origin, why);
  }

  private void watch(Crowd crowd) throws InterruptedException {
    long steps = 0;
    long lastStep = System.nanoTime();
    long second = 0;
    while (!crowd.isThroughWithin(TICK) && crowd.trouble().isEmpty()) {
      second++;
      progress.show(second, Progress.of(measurements, plan.visitors()));
      if (interrupted.get()) {
        crowd.stop("stopped by hand");
      }
      if (measurements.steps() != steps) {
        steps = measurements.steps();
        lastStep = System.nanoTime();
      } else if (System.nanoTime() - lastStep > plan.patience().toNanos()) {
        crowd.stop("nothing moved for %d s".formatted(plan.patience().toSeconds()));
      }
    }
    progress.end();
  }

  private Outcome judge(
      Crowd crowd,
      List<Sighting> sightings,
      Optional<Bystanders.Waits> beside,
      Optional<PagesSeen> pages,
      long endNanos) {
    Circumstances circumstances =
        new Circumstances(
            plan.shared(), ending(crowd), options.reset(), measurements.unclearJoins());
    LineCheck.check(sightings, circumstances).forEach(breaches::add);
    beside
        .filter(waits -> waits.withoutNumber() > 0)
        .ifPresent(waits ->
            breaches.add(
                new Breach(
                    Check.EVERY_VISITOR_CAME_THROUGH,
                    "%d people in the room %s got no number"
                        .formatted(waits.withoutNumber(), waits.eventId()))));
    pages
        .filter(seen -> seen.deaf() > 0)
        .ifPresent(seen ->
            breaches.add(
                new Breach(
                    Check.EVERY_VISITOR_CAME_THROUGH,
                    "%d waiting pages heard nothing".formatted(seen.deaf()))));
    long start = crowd.startNanos();
    return new Outcome(
        plan,
        options.publicOrigin().toString(),
        Duration.ofNanos(endNanos - start),
        Duration.ofNanos(Math.max(0, measurements.lastJoinNanos() - start)),
        crowd.trouble(),
        measurements,
        breaches,
        numbers(sightings).min(),
        numbers(sightings).max(),
        LineCheck.holes(sightings),
        beside,
        pages);
  }

  private Ending ending(Crowd crowd) {
    if (crowd.trouble().isEmpty()) {
      return Ending.COMPLETE;
    }
    return interrupted.get() ? Ending.STOPPED : Ending.STUCK;
  }

  private static LongStream numbers(List<Sighting> sightings) {
    return sightings.stream().flatMapToLong(seen -> seen.number().stream());
  }
}
