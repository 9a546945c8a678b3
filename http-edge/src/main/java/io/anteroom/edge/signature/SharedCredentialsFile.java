package io.anteroom.edge.signature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the part of the AWS shared-credentials format that we need: {@code [profile]} lines, {@code
 * key = value} lines, and comments that begin with {@code #} or {@code ;}.
 */
final class SharedCredentialsFile {

  private static final String PROFILE = "anteroom";

  private final String name;
  private final Map<String, Map<String, String>> profiles = new HashMap<>();
  private Map<String, String> current = new HashMap<>();

  private SharedCredentialsFile(String name) {
    this.name = name;
  }

  /** Secrets by access key id, of all profiles that are ours. */
  static Map<String, String> parse(String name, List<String> lines) {
    SharedCredentialsFile file = new SharedCredentialsFile(name);
    lines.stream().map(String::strip).forEach(file::take);
    return file.secrets();
  }

  private void take(String line) {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
      return;
    }
    if (line.startsWith("[") && line.endsWith("]")) {
      String profile = line.substring(1, line.length() - 1).strip();
      current = profiles.computeIfAbsent(profile, _ -> new HashMap<>());
      return;
    }
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          name + " has a line that is no [profile] and no key = value");
    }
    current.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
  }

  private Map<String, String> secrets() {
    if (!profiles.containsKey(PROFILE)) {
      throw new IllegalArgumentException(name + " has no profile [" + PROFILE + "]");
    }
    Map<String, String> secrets = new HashMap<>();
    profiles.forEach((profile, values) -> {
      if (profile.equals(PROFILE) || profile.startsWith(PROFILE + "-")) {
        secrets.put(
            value(profile, values, "aws_access_key_id"),
            value(profile, values, "aws_secret_access_key"));
      }
    });
    return secrets;
  }

  private String value(String profile, Map<String, String> values, String key) {
    if (values.containsKey("aws_session_token")) {
      throw new IllegalArgumentException(
          name + " has a session token in [" + profile + "]: only lasting keys can be used");
    }
    return Optional.ofNullable(values.get(key))
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () -> new IllegalArgumentException(name + " has no " + key + " in [" + profile + "]"));
  }
}
