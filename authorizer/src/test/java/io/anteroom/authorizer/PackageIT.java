package io.anteroom.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.tokenvectors.KeyOrigin;
import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as it is deployed, in a JVM that has nothing else. */
class PackageIT {

  private static final TokenVectors VECTORS = TokenVectors.read();

  @TempDir private Path folder;

  @Test
  void holdsItsJarsAndNothingElse() throws IOException {
    try (ZipFile zip = new ZipFile(PackagedFunction.ZIP.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrder(
              "lib/",
              "lib/authorizer.jar",
              "lib/aws-lambda-java-core.jar",
              "lib/domain.jar",
              "lib/tokens.jar");
    }
  }

  /** It has 247 KB; a JSON library that came in by itself would take it far beyond. */
  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(PackagedFunction.ZIP)).isLessThan(300_000);
  }

  /** As Maven is told for all that it packs, so that equal sources give an equal zip. */
  @Test
  void bearsNoTimeOfItsBuild() throws IOException {
    try (ZipFile zip = new ZipFile(PackagedFunction.ZIP.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct().map(Object::toString))
          .containsExactly("2026-11-20T00:00");
    }
  }

  @Test
  void judgesEveryToken() throws IOException {
    try (KeyOrigin origin = KeyOrigin.of(VECTORS.jwks());
        PackagedFunction.Running function = start(environment(origin.address().toString()))) {
      assertThat(function.isReady()).as(() -> function.log().toString()).isTrue();

      for (TokenVector vector : VECTORS.vectors()) {
        assertThat(function.ask(Events.TOKEN.with("Bearer " + vector.token())))
            .as(vector.name())
            .contains(vector.isGood() ? "\"Effect\":\"Allow\"" : "\"Effect\":\"Deny\"");
        assertThat(function.ask(Events.HTTP_2.with("Bearer " + vector.token())))
            .as(vector.name())
            .startsWith("{\"isAuthorized\":" + vector.isGood() + ",");
      }
    }
  }

  @Test
  void endsWithASentenceWhereItsEnvironmentIsWrong() throws IOException {
    try (PackagedFunction.Running function =
        start(Map.of("ANTEROOM_PUBLIC_ORIGIN", "https://waiting.example"))) {
      assertThat(function.isReady()).isFalse();

      assertThat(function.log())
          .anyMatch(
              line -> line.contains("IllegalArgumentException: ANTEROOM_EVENT_ID must be set"));
    }
  }

  private PackagedFunction.Running start(Map<String, String> environment) throws IOException {
    PackagedFunction function = PackagedFunction.unpackedInto(folder);
    return function.start(environment, function.classPath(), List.of());
  }

  private static Map<String, String> environment(String origin) {
    return Map.of(
        "ANTEROOM_PUBLIC_ORIGIN", origin,
        "ANTEROOM_EVENT_ID", VECTORS.audience(),
        "ANTEROOM_ISSUER", VECTORS.issuer());
  }
}
