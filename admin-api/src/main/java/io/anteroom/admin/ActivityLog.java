package io.anteroom.admin;

import io.anteroom.admin.activity.Activity;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicFollower;
import io.anteroom.eventlog.TopicFollower.From;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomViews;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what rooms decided, from an hour ago on. It begins once the mirror shows the rooms, so that
 * it comes from behind to where the mirror is, and meets it.
 */
final class ActivityLog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ActivityLog.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** The clocks of those who date events may be behind by as much as a minute. */
  private static final Duration FOLLOWED = Activity.HOUR.plusMinutes(1);

  private final LogConnection connection;
  private final Topics topics;
  private final RoomViews views;
  private final Activity activity;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("activity-start").daemon().factory());
  private volatile Optional<TopicFollower> follower = Optional.empty();

  ActivityLog(LogConnection connection, Topics topics, RoomViews views) {
    this.connection = connection;
    this.topics = topics;
    this.views = views;
    this.activity = new Activity(this::shown);
  }

  private Optional<Room> shown(EventId eventId) {
    return views.room(eventId) instanceof RoomAnswer.Known(var view)
        ? Optional.of(view.room())
        : Optional.empty();
  }

  /** Begins; returns at once. */
  void start() {
    var _ =
        clock.scheduleWithFixedDelay(
            this::followOnceRoomsAreShown, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void followOnceRoomsAreShown() {
    if (views.usable() && !clock.isShutdown()) {
      clock.shutdown();
      follower =
          Optional.of(
              TopicFollower.start(
                  connection,
                  "admin-activity",
                  List.of(topics.roomEvents()),
                  new From.Ago(FOLLOWED),
                  this::take));
    }
  }

  private void take(TopicFollower.Heard heard) {
    try {
      heard.value().map(LogFormat.EVENT::read).ifPresent(activity::take);
    } catch (UnreadableRecordException e) {
      // What follows in its room does not follow on what is known, and begins anew.
      log.warn("An event at offset {} is passed over: {}", heard.offset(), e.getMessage());
    }
  }

  /** What happened in rooms; empty while that is not read to the end. */
  Optional<Activity> activity() {
    return follower.filter(TopicFollower::isLevel).map(_ -> activity);
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    follower.ifPresent(TopicFollower::close);
  }
}
