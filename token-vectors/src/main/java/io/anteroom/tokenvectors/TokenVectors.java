package io.anteroom.tokenvectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens that every verifier is tested with, and how the verifier is set up for them.
 *
 * @param jwks the published keys as a JWK set (RFC 7517)
 * @param audience the room whose tokens are taken
 * @param issuer whose tokens are taken
 * @param use the {@code token_use} that is taken
 * @param now when the tokens are judged; a real clock gives the same verdicts until 2099
 * @param vectors all of them, each under a name of its own
 */
public record TokenVectors(
    String jwks,
    String audience,
    String issuer,
    String use,
    Instant now,
    List<TokenVector> vectors) {

  private static final String FILE = "/vectors/tokens.json";

  /** Reads them from the class path. */
  public static TokenVectors read() {
    JsonNode file = json();
    JsonNode expect = file.required("expect");
    return new TokenVectors(
        file.required("jwks").toString(),
        expect.required("audience").stringValue(),
        expect.required("issuer").stringValue(),
        expect.required("use").stringValue(),
        Instant.ofEpochSecond(file.required("now").longValue()),
        file.required("vectors").valueStream().map(TokenVectors::vector).toList());
  }

  /** One of them. */
  public TokenVector named(String name) {
    return vectors.stream()
        .filter(vector -> vector.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no token vector is called " + name));
  }

  private static JsonNode json() {
    try (InputStream in = TokenVectors.class.getResourceAsStream(FILE)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TokenVector vector(JsonNode json) {
    JsonNode flaw = json.required("flaw");
    return new TokenVector(
        json.required("name").stringValue(),
        json.has("build") ? built(json.required("build")) : json.required("token").stringValue(),
        flaw.isNull() ? Optional.empty() : Optional.of(flaw.stringValue()),
        json.path("strict").booleanValue(false));
  }

  private static String built(JsonNode build) {
    return build.required("head").stringValue()
        + build.required("repeated").stringValue().repeat(build.required("times").intValue())
        + build.required("tail").stringValue();
  }
}
