package io.anteroom.oidc.userinfo;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.tokens.PublicKeys;
import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes the tokens that every verifier takes, and no others. */
@TestInstance(Lifecycle.PER_CLASS)
class TokenVectorsIT {

  private static final TokenVectors VECTORS = TokenVectors.read();

  private final HttpClient http = HttpClient.newHttpClient();
  private final SlowWork work = new SlowWork(1);
  private EdgeServer server;

  @BeforeAll
  void start() {
    Clients clients =
        Clients.from(
            Optional.of(
                """
                [{"client_id": "%s", "name": "shop", "secret_sha256": ["%s"],
                  "redirect_uris": ["https://shop.example/"]}]
                """
                    .formatted(VECTORS.audience(), "0".repeat(64))),
            Optional.empty());
    UserInfoEndpoint endpoint =
        new UserInfoEndpoint(
            clients,
            new Issuer(VECTORS.issuer()),
            PublicKeys.parse(VECTORS.jwks()),
            work,
            InstantSource.fixed(VECTORS.now()));
    Face face = Face.openId().get("/userInfo", endpoint::answer).build();
    server = EdgeServer.start(Origin.OIDC, 0, List.of(face));
  }

  @AfterAll
  void stop() {
    http.close();
    server.close();
    work.close();
  }

  /** What a header can carry. */
  static Stream<TokenVector> vectors() {
    return VECTORS.vectors().stream().filter(TokenVector::fitsIntoAHeader);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void takesWhatIsGoodAndNothingElse(TokenVector vector) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/userInfo"))
            .header("Authorization", "Bearer " + vector.token())
            .build();

    int status = http.send(request, BodyHandlers.ofString()).statusCode();

    if (vector.isGood()) {
      assertThat(status).isEqualTo(200);
    } else {
      assertThat(status).isIn(400, 401);
    }
  }
}
