package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Decisions room = new Decisions("room");
  private final Turns turns = new Turns();
  private final List<Letter> letters =
      IntStream.range(0, 30).mapToObj(i -> Decisions.letter(i, room.token(i + 1))).toList();
  private final List<Letter> alone = letters.subList(0, 3);
  private final List<Letter> failed = letters.subList(3, 10);
  private final List<Letter> fresh = letters.subList(10, 30);

  TurnsTest() {
    alone.forEach(Letter::countFailure);
    alone.forEach(Letter::goAlone);
    failed.forEach(Letter::countFailure);
  }

  @Test
  void holdAllKindsInARound() {
    assertThat(turns.next(letters, 4))
        .containsExactly(
            fresh.subList(0, 10), failed, List.of(letters.getFirst()), fresh.subList(10, 20));
  }

  @Test
  void changeFromRoundToRoundWhereThereIsOneCall() {
    assertThat(turns.next(letters, 1)).containsExactly(fresh.subList(0, 10));
    assertThat(turns.next(letters, 1)).containsExactly(failed);
    assertThat(turns.next(letters, 1)).containsExactly(List.of(letters.getFirst()));
    assertThat(turns.next(letters, 1)).containsExactly(fresh.subList(0, 10));
  }

  @Test
  void keepDetailTypesApart() {
    Letter session = Decisions.letter(30, room.session(1));
    assertThat(turns.next(List.of(fresh.get(0), session, fresh.get(1)), 8))
        .containsExactly(fresh.subList(0, 2), List.of(session));
  }

  @Test
  void leaveNoCallUnused() {
    assertThat(turns.next(alone, 8)).hasSize(3);
    assertThat(turns.next(fresh, 8)).hasSize(2);
    assertThat(turns.next(List.of(), 8)).isEmpty();
  }

  @Test
  void beginWithThoseAloneThatFailedLeast() {
    alone.get(0).countFailure();
    assertThat(turns.next(alone, 2)).containsExactly(List.of(alone.get(1)), List.of(alone.get(2)));
  }
}
