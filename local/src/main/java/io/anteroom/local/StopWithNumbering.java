package io.anteroom.local;

import io.anteroom.streams.StreamsConfiguration.NumberingStopped;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/** Ends the stack when numbering has stopped for good: people would join and wait for nothing. */
final class StopWithNumbering
    implements ApplicationListener<PayloadApplicationEvent<NumberingStopped>> {

  private final Progress progress;

  StopWithNumbering(Progress progress) {
    this.progress = progress;
  }

  /** On a thread of its own: exit stops the applications, and one of them is telling us. */
  @Override
  public void onApplicationEvent(PayloadApplicationEvent<NumberingStopped> event) {
    progress.say("Anteroom can't go on numbering; why is in its log.");
    Thread.ofPlatform().name("exit").start(() -> System.exit(1));
  }
}
