package io.anteroom.oidc.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a token request, none of them there twice (RFC 6749 section 3.2). */
final class TokenForm {

  private final String text;
  private final Map<String, List<String>> parameters;

  private TokenForm(String text, Map<String, List<String>> parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  /**
   * Reads a form.
   *
   * @throws TokenRefusal if a parameter is repeated
   */
  static TokenForm read(byte[] body) {
    String text = new String(body, UTF_8);
    Map<String, List<String>> parameters = URLUtils.parseParameters(text);
    if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
      throw TokenRefusal.malformed("a parameter is there more than once");
    }
    return new TokenForm(text, parameters);
  }

  /** A parameter; one without a value is as good as none (RFC 6749 section 3.2). */
  Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name))
        .map(List::getFirst)
        .filter(value -> !value.isEmpty());
  }

  /** All of them but one. */
  Map<String, List<String>> without(String name) {
    Map<String, List<String>> others = new LinkedHashMap<>(parameters);
    others.remove(name);
    return others;
  }

  /** As it was sent. */
  String text() {
    return text;
  }
}
