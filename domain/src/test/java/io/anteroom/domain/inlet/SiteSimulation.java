package io.anteroom.domain.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.SettingsChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** A site with its room and some replicas of an inlet, judged at each move and each second. */
final class SiteSimulation implements ModelRoom.Follower {

  private static final Duration DAY = Duration.ofMinutes(15);
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final Duration LONGEST_TOKEN = Duration.ofMinutes(4);

  private final SplittableRandom random;
  private final Agenda agenda = new Agenda(SiteScript.NOW);
  private final Instant start = agenda.now();
  private final Duration patience;
  private final boolean meddled;
  private final long maxSize;
  private final InletStrategy strategy;
  private final ModelRoom room;
  private final ModelSite site;
  private final ModelSite.Manners manners;
  private final ModelOperator operator;
  private final List<ModelReplica> replicas = new ArrayList<>();
  private boolean mute;
  private boolean pushedAbove;
  private long opened;
  private long passedOn;
  private long placeSeconds;
  private long takenSeconds;

  SiteSimulation(SplittableRandom random, LongFunction<InletStrategy> strategyOf) {
    this.random = random;
    maxSize = random.nextLong(3, 40);
    strategy = strategyOf.apply(maxSize);
    patience = Duration.ofSeconds(random.nextLong(15, 60));
    meddled = random.nextBoolean();
    room = new ModelRoom(agenda, random);
    room.configure(settings(random.nextInt(3) == 0));
    room.follow(this);
    operator = new ModelOperator(agenda, random, room, maxSize);
    manners = manners();
    site = new ModelSite(agenda, random, room, manners, this::deliver);
    int troubles = random.nextInt(25);
    int count = random.nextInt(1, 4);
    for (int replica = 0; replica < count; replica++) {
      String name = "replica-" + replica + "-";
      replicas.add(new ModelReplica(name, agenda, random, room, strategy, troubles));
    }
  }

  private SettingsChange settings(boolean autoIncrement) {
    SettingsChange none = SettingsChange.NONE;
    return new SettingsChange(
        none.validityPeriod(),
        none.issuer(),
        Optional.of(true),
        Optional.of(patience),
        Optional.of(autoIncrement),
        none.metrics(),
        none.joinLimit(),
        none.paused(),
        none.closed());
  }

  private ModelSite.Manners manners() {
    return new ModelSite.Manners(
        75_000 / maxSize,
        random.nextInt(40),
        random.nextInt(40),
        random.nextInt(30),
        random.nextBoolean() ? 0 : random.nextInt(60));
  }

  /** Messages get lost, come twice and come late, to any of the replicas. */
  private void deliver(ModelSite.Message message) {
    int copies = mute ? 0 : random.nextInt(10) == 0 ? 0 : random.nextInt(6) == 0 ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      long delay = random.nextInt(4) > 0 ? random.nextLong(300) : random.nextLong(30_000);
      ModelReplica replica = replicas.get(random.nextInt(replicas.size()));
      agenda.afterMillis(delay, () -> replica.take(message));
    }
  }

  /** A day at the site, and the evening in which the rest of the line is served. */
  void run() {
    for (int i = 0; i < 3 * maxSize; i++) {
      site.join();
    }
    open();
    if (meddled) {
      operator.start();
    }
    watch();
    agenda.runUntil(start.plus(DAY));
    assertKeptFull();
    site.close();
    operator.goHome();
    mute = true;
    assertNobodyStarves();
  }

  /** A room under MaxSize has to be opened by somebody. */
  private void open() {
    if (strategy instanceof MaxSize) {
      operator.move(random.nextBoolean() ? maxSize : random.nextLong(maxSize / 3, maxSize + 1));
    }
  }

  private void watch() {
    agenda.after(
        Duration.ofSeconds(1),
        () -> {
          judge();
          sample();
          watch();
        });
  }

  @Override
  public void moved(ServingCounterMoved move) {
    switch (move.cause()) {
      case ADMIN -> {
        opened += move.by();
        pushedAbove = counted() > maxSize;
      }
      case INLET -> {
        passedOn += move.by();
        assertThat(taken()).as("NeverAboveMaxSize, by %s", move).isLessThanOrEqualTo(maxSize);
      }
      case EXPIRY -> passedOn += move.by();
    }
    judge();
  }

  @Override
  public void reset() {
    opened = 0;
    passedOn = 0;
    pushedAbove = false;
    if (strategy instanceof MaxSize) {
      agenda.afterMillis(5_000, this::open);
    }
  }

  private void judge() {
    assertThat(room.room().claimable())
        .as("those of whom the room knows that they may come")
        .isGreaterThanOrEqualTo(room.mayCome());
    pushedAbove &= counted() > maxSize;
    if (!pushedAbove) {
      assertThat(taken()).as("NeverAboveMaxSize").isLessThanOrEqualTo(maxSize);
    }
    if (strategy instanceof MaxSize && manners.unnamed() == 0) {
      assertThat(passedOn)
          .as("PlacesPassOnce")
          .isLessThanOrEqualTo(room.turnsUsed() - room.active());
      if (!meddled) {
        assertThat(taken()).as("PlacesPassOnce").isLessThanOrEqualTo(opened);
      }
    }
  }

  /** People who are in the site, or may come. */
  private long taken() {
    return room.active() + room.mayCome();
  }

  private long counted() {
    return room.activeTokens() + room.room().claimable();
  }

  private void sample() {
    boolean warm = agenda.now().isAfter(start.plus(WARM_UP));
    if (!meddled && warm && room.somebodyWaits()) {
      long places = strategy instanceof MaxSize ? Math.min(opened, maxSize) : maxSize;
      placeSeconds += places;
      takenSeconds += Math.min(taken(), places);
    }
  }

  private void assertKeptFull() {
    if (!meddled) {
      assertThat((double) takenSeconds / placeSeconds)
          .as("RefillKeepsTheSiteFull, %s of %s places", takenSeconds, placeSeconds)
          .isGreaterThan(0.95);
    }
  }

  /**
   * From now on the site says nothing, and nobody joins. Each place still comes back when a token
   * or a position runs out, so that the line moves on by so many places in each time of that
   * length.
   */
  private void assertNobodyStarves() {
    long size = size();
    if (strategy instanceof MaxSize && size < 1) {
      operator.move(1 - size);
      size = 1;
    }
    Room now = room.room();
    long toGo =
        Math.max(0, now.queueCounter() - now.servingCounter().value())
            + now.turns().settledAbove()
            + Math.max(0, taken() - maxSize);
    long places = strategy instanceof MaxSize ? Math.min(size, maxSize) : maxSize;
    long rounds = 2 + toGo / places;
    Duration round = patience.plus(LONGEST_TOKEN).plusSeconds(30);
    Instant end = agenda.now().plus(round.multipliedBy(rounds));
    while (room.somebodyWaits() && agenda.now().isBefore(end)) {
      agenda.runUntil(agenda.now().plus(round));
    }
    assertThat(room.somebodyWaits()).as("NobodyStarves, %d in %s", toGo, room.room()).isFalse();
  }

  /** What the owner of the room opened in sum, and the inlet did where the site told it to. */
  private long size() {
    return room.room().servingCounter().value() - room.room().handedOn();
  }
}
