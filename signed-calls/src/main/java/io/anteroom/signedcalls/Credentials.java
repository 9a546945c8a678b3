package io.anteroom.signedcalls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A key pair for signed calls. */
public record Credentials(String accessKey, String secretKey) {

  /** The profile that is ours in a shared-credentials file. */
  private static final String PROFILE = "[anteroom]";

  /**
   * Reads the profile {@code anteroom} of a file in AWS shared-credentials format.
   *
   * @throws IllegalArgumentException if it can't be read or does not have both keys
   */
  public static Credentials load(Path file) {
    Map<String, String> profile = new HashMap<>();
    try {
      boolean ours = false;
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("=", 2);
        if (line.startsWith("[")) {
          ours = line.strip().equals(PROFILE);
        } else if (ours && parts.length == 2) {
          profile.put(parts[0].strip(), parts[1].strip());
        }
      }
    } catch (IOException _) {
      throw new IllegalArgumentException("can't read the credentials file " + file);
    }
    String accessKey = profile.get("aws_access_key_id");
    String secretKey = profile.get("aws_secret_access_key");
    if (accessKey == null || secretKey == null) {
      throw new IllegalArgumentException(
          "the credentials file " + file + " has no profile " + PROFILE + " with both keys");
    }
    return new Credentials(accessKey, secretKey);
  }

  /** Says the public half only. */
  @Override
  public String toString() {
    return "Credentials[" + accessKey + "]";
  }
}
