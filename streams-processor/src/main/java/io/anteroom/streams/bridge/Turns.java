package io.anteroom.streams.bridge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shares out the calls of a round. New letters, those that have failed, and those that go alone
 * take turns, from round to round as well, and share no call: some may fail for ever, and must not
 * keep the others from the bus. Neither do detail types share a call, because rights to tell them
 * can be given for each, and one that lacks them fails the whole call. For one thread.
 */
final class Turns {

  private static final int KINDS = 3;

  private int turn;

  /**
   * Chooses what is sent.
   *
   * @param due in their order; of those alone the ones that failed least go first
   * @param calls how many calls there are at most
   */
  List<List<Letter>> next(List<Letter> due, int calls) {
    List<Iterator<List<Letter>>> kinds =
        List.of(
            batches(due, letter -> !letter.isAlone() && !letter.isRetried(), calls),
            batches(due, letter -> !letter.isAlone() && letter.isRetried(), calls),
            singles(due, calls));
    List<List<Letter>> chosen = new ArrayList<>();
    int passed = 0;
    while (chosen.size() < calls && passed < KINDS) {
      Iterator<List<Letter>> kind = kinds.get(turn);
      if (kind.hasNext()) {
        chosen.add(kind.next());
        passed = 0;
      } else {
        passed++;
      }
      turn = (turn + 1) % KINDS;
    }
    return chosen;
  }

  private static Iterator<List<Letter>> batches(
      List<Letter> due, Predicate<Letter> kind, int calls) {
    long most = (long) calls * Batches.MAX_ENTRIES;
    return due.stream()
        .filter(kind)
        .limit(most)
        .collect(groupingBy(letter -> letter.event().type(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .flatMap(letters -> Batches.of(letters).stream())
        .iterator();
  }

  private static Iterator<List<Letter>> singles(List<Letter> due, int calls) {
    return due.stream()
        .filter(Letter::isAlone)
        .sorted(Comparator.comparingInt(Letter::failures))
        .limit(calls)
        .map(List::of)
        .iterator();
  }
}
