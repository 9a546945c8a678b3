package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import org.junit.jupiter.api.Test;

final class RoomViewTest {

  private static RoomView view(Story story, Story numbered) {
    SpanIndex spans = new SpanIndex();
    for (RecordedEvent event : numbered.all()) {
      if (event.event() instanceof SpanNumbered(var span)) {
        spans.add(span);
      }
    }
    return new RoomView(story.room(), spans, EventTag.of(story.eventId()));
  }

  @Test
  void findsTheNumberOfAPlace() {
    Story story = Story.of("Sample").joined(0, 0, 9).joined(1, 5, 9);
    assertThat(view(story, story).standing(new Place(1, 6)))
        .isEqualTo(new Standing.Numbered(new QueueNumber(12), story.now()));
  }

  @Test
  void knowsNoPlaceThatWasPassedOver() {
    Story story = Story.of("Sample").joined(0, 3, 9);
    assertThat(view(story, story).standing(new Place(0, 2))).isEqualTo(new Standing.Unknown());
  }

  @Test
  void waitsForPlacesBehindTheLastNumber() {
    Story story = Story.of("Sample").joined(0, 3, 9);
    assertThat(view(story, story).standing(new Place(0, 10))).isEqualTo(new Standing.NotNumbered());
    assertThat(view(story, story).standing(new Place(7, 0))).isEqualTo(new Standing.NotNumbered());
  }

  @Test
  void showsNoNumberThatItsRoomHasNotGivenYet() {
    Story before = Story.of("Sample").joined(0, 0, 9);
    Story after = Story.of("Sample").joined(0, 0, 9).joined(0, 10, 19);
    assertThat(view(before, after).standing(new Place(0, 9)))
        .isEqualTo(new Standing.Numbered(new QueueNumber(10), before.now()));
    assertThat(view(before, after).standing(new Place(0, 10)))
        .isEqualTo(new Standing.NotNumbered());
  }

  @Test
  void knowsNoPlaceOfAFormerGeneration() {
    Story story = Story.of("Sample").joined(0, 0, 9);
    Story reset = Story.of("Sample").joined(0, 0, 9).reset();
    assertThat(view(reset, story).standing(new Place(0, 4))).isEqualTo(new Standing.Unknown());
  }
}
