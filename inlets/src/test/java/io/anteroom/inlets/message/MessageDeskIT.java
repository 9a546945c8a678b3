package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.inlets.message.FakeInlet.Told;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageDeskIT {

  private final PrivateApiStub site = new PrivateApiStub();
  private final FakeInlet inlet = FakeInlet.maxSize("door");
  private final MessageDesk desk =
      new MessageDesk(site.calls(), new MessageMeters(new SimpleMeterRegistry()));

  @AfterEach
  void stop() {
    site.close();
  }

  private static String ids(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "\"" + new RequestId((long) i << 40, i) + "\"")
        .collect(Collectors.joining(","));
  }

  private Outcome handle(String json) throws UnreadableMessageException {
    return desk.handle(inlet, Way.CALL, "m-1", desk.read(inlet, Way.CALL, json.getBytes(UTF_8)));
  }

  @Test
  void closesThousandsOfSessionsThoughTheApiIsBusyNowAndThen() throws Exception {
    String json =
        "{\"completed\": [%s], \"abandoned\": [%s], \"exited\": 2011}"
            .formatted(ids(0, 1_001), ids(1_001, 1_000));

    Outcome outcome = handle(json);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done -> {
              assertThat(done.tally().completed()).isEqualTo(1_000);
              assertThat(done.tally().abandoned()).isEqualTo(1_000);
              assertThat(done.tally().unknown()).isEqualTo(1);
            });
    assertThat(site.closed()).hasSize(2_000).containsValues(1, -1);
    assertThat(site.mostAtOnce()).isLessThanOrEqualTo(MessageDesk.MAX_CALLS);
    assertThat(inlet.told()).containsExactly(new Told("m-1", 10));
  }

  @Test
  void keepsAMessageWhileTheApiIsAway() throws Exception {
    site.die();
    String json = "{\"completed\": [" + ids(1, 3) + "]}";

    assertThat(handle(json)).isInstanceOf(Outcome.NotNow.class);
    assertThat(inlet.told()).isEmpty();

    site.comeBack();
    assertThat(handle(json)).isInstanceOf(Outcome.Done.class);
    assertThat(site.closed()).hasSize(3);
  }
}
