package io.anteroom.tokens;

import io.anteroom.domain.token.KeyId;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Where a verifier finds the public keys that it trusts. */
@FunctionalInterface
public interface KeySource {

  /**
   * The key of that id; empty if it is not trusted.
   *
   * @throws KeysUnavailableException if nobody knows at the moment which keys are
   */
  Optional<RSAPublicKey> find(KeyId keyId);
}
