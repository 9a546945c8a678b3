package io.anteroom.recipes.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.recipes.KeyServer;
import io.anteroom.recipes.Visitor;
import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorIT {

  private static final TokenVectors VECTORS = TokenVectors.read();

  private KeyServer keys;

  @BeforeEach
  void publishTheKeys() throws IOException {
    keys = new KeyServer();
    keys.publish(VECTORS.jwks());
  }

  @AfterEach
  void close() {
    keys.close();
  }

  @Test
  void admitsTheGoodTokensAndNoOther() {
    Door door = door();

    assertThat(VECTORS.vectors())
        .allSatisfy(vector ->
            assertThat(door.admits(vector.token()).isPresent()).isEqualTo(vector.isGood()));
  }

  @Test
  void guardsThePagesOfAServletContainer(@TempDir Path folder) throws LifecycleException {
    Tomcat tomcat = siteIn(folder);
    tomcat.start();
    try (Visitor visitor = new Visitor(tomcat.getConnector().getLocalPort())) {
      List<TokenVector> welcome =
          List.of(VECTORS.named("good"), VECTORS.named("good, of the older key"));

      assertThat(welcome).allMatch(vector -> visitor.isWelcomeWith(vector.token()));
      assertThat(visitor.isWelcomeWith(VECTORS.named("expired").token())).isFalse();
      assertThat(visitor.shows(Map.of("Accept", "text/html")))
          .hasValueSatisfying(answer -> assertThat(answer.statusCode()).isEqualTo(302));
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private Door door() {
    return new Door(
        URI.create("http://127.0.0.1:" + keys.port()), VECTORS.issuer(), VECTORS.audience());
  }

  private Tomcat siteIn(Path folder) {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    Context site = tomcat.addContext("", folder.toString());
    site.addServletContainerInitializer((_, context) -> door().guard(context), Set.of());
    Tomcat.addServlet(site, "page", new Page());
    site.addServletMappingDecoded("/", "page");
    return tomcat;
  }

  private static final class Page extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(HttpServletResponse.SC_OK);
    }
  }
}
