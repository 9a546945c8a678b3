package io.anteroom.recipes.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.recipes.Gate;
import io.anteroom.recipes.KeyServer;
import io.anteroom.recipes.RecipeContract;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class SpringRecipeIT extends RecipeContract {

  @Override
  protected String recipe() {
    return "spring";
  }

  @Override
  protected Gate open(KeyServer keys, Path folder) {
    return open(keys, "5s");
  }

  private static Gate open(KeyServer keys, String clockSkew) {
    ConfigurableApplicationContext site =
        new SpringApplicationBuilder(Site.class)
            .properties(
                "server.address=127.0.0.1",
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.main.log-startup-info=false",
                "logging.level.root=warn",
                "logging.level.org.apache.catalina.core=off",
                "waiting-room.keys=" + keys.url(),
                "waiting-room.issuer=https://waiting.example",
                "waiting-room.room=Sample",
                "waiting-room.clock-skew=" + clockSkew)
            .run();
    return new Gate() {
      @Override
      public int port() {
        return site.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      }

      @Override
      public void close() {
        site.close();
      }
    };
  }

  @Test
  void doesNotStartWithClocksTooFarApart() throws IOException {
    try (KeyServer none = new KeyServer()) {
      assertThatThrownBy(() -> open(none, "61s"))
          .hasRootCauseMessage("clock skew must be 0 to 60 s, not PT1M1S");
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({WaitingRoomSecurity.class, Pages.class})
  static class Site {}

  @RestController
  static class Pages {

    @GetMapping("/")
    String welcome(Principal visitor) {
      return visitor.getName();
    }
  }
}
