package io.anteroom.tokenservice;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What this service alone needs.
 *
 * @param signingKeyFile the keys that sign tokens
 */
@ConfigurationProperties("anteroom")
public record TokenServiceSettings(@Nullable Path signingKeyFile) {

  /**
   * The file of the signing keys.
   *
   * @throws IllegalStateException if none is named
   */
  Path requiredSigningKeyFile() {
    if (signingKeyFile == null) {
      throw new IllegalStateException(
          "anteroom.signing-key-file (ANTEROOM_SIGNING_KEY_FILE) must be set");
    }
    return signingKeyFile;
  }
}
