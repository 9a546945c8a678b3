package io.anteroom.site.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What becomes of those whom nobody hears of. */
class SessionEndsIT {

  private static final RequestId VISITOR = new RequestId(1, 2);

  private final PrivateOrigin nobody =
      new PrivateOrigin(
          URI.create("http://localhost:1"),
          new Signer(new Credentials("key", "secret"), "us-east-1"),
          Pace.USUAL);
  private final SessionEnds ends = new SessionEnds(nobody, "Sample", InstantSource.system());

  @Test
  void triesNoLongerThanTheTurnWouldHaveLasted() {
    ends.end(VISITOR, Instant.now().plus(Duration.ofMillis(300)));
    ends.end(VISITOR, Instant.now().minus(Duration.ofSeconds(1)));

    await().until(() -> ends.givenUp() == 2);
    ends.close();
    nobody.close();
  }

  @Test
  void keepsNoMoreWaitingThanItSays() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    for (int i = 0; i < 1_010; i++) {
      ends.end(VISITOR, later);
    }
    long tooMany = ends.givenUp();

    ends.close();
    nobody.close();

    assertThat(tooMany).isBetween(1L, 6L);
    await().until(() -> ends.givenUp() == 1_010);
  }
}
