package io.anteroom.site.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.site.shop.BoxOffice.Outcome.Bought;
import io.anteroom.site.shop.BoxOffice.Outcome.BoughtBefore;
import io.anteroom.site.shop.BoxOffice.Outcome.TooLate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoxOfficeTest {

  private static final RequestId ANN = new RequestId(1, 1);
  private static final RequestId BOB = new RequestId(1, 2);

  private final BoxOffice office = new BoxOffice();

  @Test
  void sellsAllSeatsOfAChoiceOrNone() {
    office.buy(ANN, seats(3, 4));

    assertThat(office.buy(BOB, seats(4, 5))).isEqualTo(new TooLate(seats(4)));
    assertThat(office.taken()).contains(seat(3), seat(4)).doesNotContain(seat(5));
    assertThat(office.orderOf(BOB)).isEmpty();
  }

  @Test
  void sellsOnceToEachTurn() {
    Bought first = (Bought) office.buy(ANN, seats(1));

    assertThat(office.buy(ANN, seats(2))).isEqualTo(new BoughtBefore(first.order()));
    assertThat(office.orderOf(ANN)).contains(first.order());
    assertThat(office.order(first.order().code())).contains(first.order());
  }

  @Test
  void sellsASeatOnceHoweverManyWantItAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BoxOffice.Outcome>> outcomes =
          IntStream.range(0, 100)
              .mapToObj(
                  buyer -> threads.submit(() -> office.buy(new RequestId(2, buyer), seats(7))))
              .toList();

      int sold = 0;
      for (Future<BoxOffice.Outcome> outcome : outcomes) {
        sold += outcome.get() instanceof Bought ? 1 : 0;
      }
      assertThat(sold).isEqualTo(1);
    }
  }

  @Test
  void namesOrdersByCodesThatNobodyGuesses() {
    assertThat(OrderCode.next()).matches("[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}");
    assertThat(OrderCode.next()).isNotEqualTo(OrderCode.next());
  }

  private static SortedSet<Seat> seats(int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(BoxOfficeTest::seat)
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  private static Seat seat(int number) {
    return new Seat('C', number);
  }
}
