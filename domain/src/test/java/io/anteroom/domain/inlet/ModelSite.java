package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.Rejection.NotServedYet;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.ValidityPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A site and its visitors, who are as people are: some never come, some come late, some leave
 * without a word.
 */
final class ModelSite implements ModelRoom.Follower {

  /**
   * A message of the site.
   *
   * @param exited how many left
   */
  record Message(long id, long exited, Map<Place, SessionStatus> named) {

    Signal.Exits signal() {
      return new Signal.Exits(Math.max(0, exited - named.size()));
    }
  }

  /**
   * What visitors are like, as chances in a hundred.
   *
   * @param meanArrivalMillis time between two of them
   * @param walkAway who never claims a token
   * @param slow who claims it late, or too late
   * @param silent who leaves without a word
   * @param unnamed who is counted but not named when he leaves
   */
  record Manners(long meanArrivalMillis, int walkAway, int slow, int silent, int unnamed) {}

  private final Agenda agenda;
  private final SplittableRandom random;
  private final ModelRoom room;
  private final Manners manners;
  private final Consumer<Message> messages;
  private final NavigableMap<Long, Place> line = new TreeMap<>();
  private final List<Optional<Place>> leavers = new ArrayList<>();
  private boolean open = true;
  private long sent;

  ModelSite(
      Agenda agenda,
      SplittableRandom random,
      ModelRoom room,
      Manners manners,
      Consumer<Message> messages) {
    this.agenda = agenda;
    this.random = random;
    this.room = room;
    this.manners = manners;
    this.messages = messages;
    room.follow(this);
    arrive();
    report();
  }

  /** Nobody joins any more. */
  void close() {
    open = false;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void arrive() {
    agenda.afterMillis(
        random.nextLong(2 * manners.meanArrivalMillis()) + 1,
        () -> {
          if (open) {
            join();
            arrive();
          }
        });
  }

  /** Somebody joins the line, who may be served already. */
  void join() {
    Place place = room.join();
    line.put(room.room().queueCounter(), place);
    callUp();
  }

  @Override
  public void moved(ServingCounterMoved move) {
    callUp();
  }

  @Override
  public void reset() {
    line.clear();
  }

  /** Those who are served come for their tokens, each in his own time. */
  private void callUp() {
    NavigableMap<Long, Place> served = line.headMap(room.room().servingCounter().value(), true);
    served.forEach((number, place) -> {
      if (!chance(manners.walkAway())) {
        long patience = room.room().settings().positionExpiry().period().toMillis();
        long delay = chance(manners.slow()) ? random.nextLong(patience * 5 / 4) : 200;
        agenda.afterMillis(delay + random.nextLong(2_000), () -> claim(number, place));
      }
    });
    served.clear();
  }

  private void claim(long number, Place place) {
    ValidityPeriod validity = new ValidityPeriod(random.nextLong(60, 240));
    switch (room.send(ModelRoom.claim(place, Optional.of(validity)))) {
      case Accepted _ -> stay(place, validity);
      case Rejected(NotServedYet _) -> line.put(number, place);
      case Rejected _ -> {
        // He came too late, or is of a former generation.
      }
    }
  }

  private void stay(Place place, ValidityPeriod validity) {
    if (!chance(manners.silent())) {
      long stay = random.nextLong(20_000, validity.seconds() * 1_000);
      boolean named = !chance(manners.unnamed());
      agenda.afterMillis(stay, () -> leavers.add(named ? Optional.of(place) : Optional.empty()));
    }
  }

  private void report() {
    agenda.afterMillis(
        random.nextLong(500, 5_000),
        () -> {
          if (!leavers.isEmpty()) {
            Map<Place, SessionStatus> named = new TreeMap<>();
            for (Optional<Place> leaver : leavers) {
              leaver.ifPresent(place -> named.put(place, anyEnd()));
            }
            messages.accept(new Message(sent++, leavers.size(), named));
            leavers.clear();
          }
          report();
        });
  }

  private SessionStatus anyEnd() {
    return random.nextBoolean() ? SessionStatus.COMPLETED : SessionStatus.ABANDONED;
  }
}
