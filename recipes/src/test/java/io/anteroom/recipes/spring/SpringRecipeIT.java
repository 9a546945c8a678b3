package io.anteroom.recipes.spring;

import io.anteroom.recipes.Gate;
import io.anteroom.recipes.KeyServer;
import io.anteroom.recipes.RecipeContract;
import java.nio.file.Path;
import java.security.Principal;
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
                "waiting-room.room=Sample")
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
