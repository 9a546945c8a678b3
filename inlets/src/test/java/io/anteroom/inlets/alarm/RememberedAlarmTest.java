package io.anteroom.inlets.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.inlet.AlarmState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedAlarmTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger calls = new AtomicInteger();
  private AlarmState says = AlarmState.OK;
  private final Alarm alarm =
      new RememberedAlarm(
          "full",
          () -> {
            calls.incrementAndGet();
            if (says == AlarmState.UNREADABLE) {
              throw new IllegalStateException("not today");
            }
            return says;
          },
          nanos::get);

  @Test
  void isReadOnceInAFewSeconds() {
    assertThat(alarm.state()).isEqualTo(AlarmState.OK);
    says = AlarmState.ALARM;
    nanos.set(RememberedAlarm.KEPT_FOR.toNanos() - 1);

    assertThat(alarm.state()).isEqualTo(AlarmState.OK);
    nanos.set(RememberedAlarm.KEPT_FOR.toNanos());
    assertThat(alarm.state()).isEqualTo(AlarmState.ALARM);
    assertThat(calls).hasValue(2);
  }

  @Test
  void hasAStateForWhatCantBeReadAndDoesNotAskAgainAtOnce() {
    says = AlarmState.UNREADABLE;
    assertThat(alarm.state()).isEqualTo(AlarmState.UNREADABLE);
    says = AlarmState.OK;

    assertThat(alarm.state()).isEqualTo(AlarmState.UNREADABLE);
    nanos.set(RememberedAlarm.KEPT_FOR.toNanos());
    assertThat(alarm.state()).isEqualTo(AlarmState.OK);
    assertThat(calls).hasValue(2);
  }

  @Test
  void isReadOnceForAllWhoAskAtATime() throws InterruptedException, ExecutionException {
    int askers = 20;
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Alarm slow =
        new RememberedAlarm(
            "full",
            () -> {
              calls.incrementAndGet();
              reading.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return AlarmState.ALARM;
            },
            nanos::get);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AlarmState>> answers = new ArrayList<>();
      for (int i = 0; i < askers; i++) {
        answers.add(threads.submit(slow::state));
      }
      reading.await();
      answer.countDown();

      for (Future<AlarmState> one : answers) {
        assertThat(one.get()).isEqualTo(AlarmState.ALARM);
      }
    }
    assertThat(calls).hasValue(1);
  }
}
