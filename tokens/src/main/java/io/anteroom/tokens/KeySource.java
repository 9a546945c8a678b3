package io.anteroom.tokens;

import io.anteroom.domain.token.KeyId;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Where a verifier finds the public keys that it trusts. */
@FunctionalInterface
public interface KeySource {

  /** The key of that id; empty if it is not trusted. */
  Optional<RSAPublicKey> find(KeyId keyId);
}
