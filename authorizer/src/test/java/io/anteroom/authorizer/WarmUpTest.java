package io.anteroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.authorizer.Decision.Allow;
import io.anteroom.domain.token.KeyId;
import io.anteroom.tokens.TokenVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private final List<KeyId> asked = new ArrayList<>();
  private final Doorkeeper real =
      new Doorkeeper(
          new TokenVerifier(
              keyId -> {
                asked.add(keyId);
                return Optional.empty();
              },
              Settings.of(
                      Map.of(
                          "ANTEROOM_PUBLIC_ORIGIN", "https://waiting.example",
                          "ANTEROOM_EVENT_ID", "Sample"))
                  .expected()));

  /** A call that is refused on its way would leave the rest of it cold. */
  @Test
  void goesAllTheWay() {
    assertThat(WarmUp.run(real)).isInstanceOf(Allow.class);
  }

  @Test
  void asksForTheRealKeysOnce() {
    var _ = WarmUp.run(real);

    assertThat(asked).hasSize(1);
  }
}
