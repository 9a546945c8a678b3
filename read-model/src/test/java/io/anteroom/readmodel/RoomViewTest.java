package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RoomViewTest {

  private static RoomView view(Story story, Story numbered) {
    SpanIndex spans = new SpanIndex();
    ServingHistory history = new ServingHistory();
    for (RecordedEvent event : numbered.all()) {
      switch (event.event()) {
        case SpanNumbered(var span) -> spans.add(span);
        case ServingCounterMoved(_, var current, _) ->
            numbered
                .state()
                .reached(event.generation(), new QueueNumber(current.value()))
                .ifPresent(history::add);
        default -> {}
      }
    }
    return new RoomView(story.room(), spans, history, EventTag.of(story.eventId()));
  }

  @Test
  void findsTheNumberOfAPlace() {
    Story story = Story.of("Sample").joined(0, 0, 9).joined(1, 5, 9);
    assertThat(view(story, story).standing(new Place(1, 6), Story.START))
        .isEqualTo(new Standing.Waiting(new QueueNumber(12), story.now()));
  }

  @Test
  void knowsNoPlaceThatWasPassedOver() {
    Story story = Story.of("Sample").joined(0, 3, 9);
    assertThat(view(story, story).standing(new Place(0, 2), Story.START))
        .isEqualTo(new Standing.Unknown());
  }

  @Test
  void waitsForPlacesBehindTheLastNumber() {
    Story story = Story.of("Sample").joined(0, 3, 9);
    assertThat(view(story, story).standing(new Place(0, 10), Story.START))
        .isEqualTo(new Standing.NotNumbered());
    assertThat(view(story, story).standing(new Place(7, 0), Story.START))
        .isEqualTo(new Standing.NotNumbered());
  }

  @Test
  void showsNoNumberThatItsRoomHasNotGivenYet() {
    Story before = Story.of("Sample").joined(0, 0, 9);
    Story after = Story.of("Sample").joined(0, 0, 9).joined(0, 10, 19);
    assertThat(view(before, after).standing(new Place(0, 9), Story.START))
        .isEqualTo(new Standing.Waiting(new QueueNumber(10), before.now()));
    assertThat(view(before, after).standing(new Place(0, 10), Story.START))
        .isEqualTo(new Standing.NotNumbered());
  }

  @Test
  void knowsNoPlaceOfAFormerGeneration() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    Story reset = Story.of("Sample").joined(0, 0, 9).reset();
    assertThat(view(reset, story).standing(new Place(0, 4), Story.START))
        .isEqualTo(new Standing.Unknown());
  }

  @Test
  void keepsAServedPlaceUntilItsTimeIsOver() {
    Story story = Story.of("Sample").keptFor(Duration.ofSeconds(10)).joined(0, 0, 9).served(5);
    RoomView view = view(story, story);
    Instant end = Story.START.plusSeconds(10);
    QueueNumber five = new QueueNumber(5);
    assertThat(view.standing(new Place(0, 4), end.minusMillis(1)))
        .isEqualTo(new Standing.Served(five, Story.START, Optional.of(end)));
    assertThat(view.standing(new Place(0, 4), end))
        .isEqualTo(new Standing.Expired(five, Story.START));
    assertThat(view.standing(new Place(0, 5), end.plusSeconds(3600)))
        .isEqualTo(new Standing.Waiting(new QueueNumber(6), Story.START));
  }
}
