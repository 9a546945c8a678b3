package io.anteroom.trials.openid;

import io.anteroom.recipes.Changes;
import io.anteroom.recipes.Gate;
import io.anteroom.recipes.openid.WaitingRoomLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot site. */
class SpringSecurityIT extends RelyingPartyContract {

  private static final Path RECIPE =
      Path.of("..", "recipes", "openid", "spring", "application.properties");

  @Override
  protected String beginning() {
    return "/oauth2/authorization/anteroom";
  }

  @Override
  protected String redirectPath() {
    return "/login/oauth2/code/anteroom";
  }

  @Override
  protected Gate open(WaitingRoom room, URI address, Path folder) throws IOException {
    Path settings = folder.resolve("application.properties");
    new Changes(
            Map.of(
                "https://login.example", room.provider().toString(),
                "https://shop.example", address.toString()))
        .apply(RECIPE, settings);
    ConfigurableApplicationContext site =
        new SpringApplicationBuilder(Site.class)
            .properties(
                "spring.config.location=" + settings.toUri(),
                "server.address=127.0.0.1",
                "server.port=" + address.getPort(),
                "spring.main.banner-mode=off",
                "spring.main.log-startup-info=false",
                "logging.level.root=warn",
                "ANTEROOM_CLIENT_SECRET=" + WaitingRoom.SECRET)
            .run();
    return new Gate() {
      @Override
      public int port() {
        return address.getPort();
      }

      @Override
      public void close() {
        site.close();
      }
    };
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({WaitingRoomLogin.class, Pages.class})
  static class Site {}

  @RestController
  static class Pages {

    @GetMapping({"/", "/checkout", "/basket"})
    String welcome(Principal visitor) {
      return visitor.getName();
    }
  }
}
