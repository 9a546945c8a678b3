package io.anteroom.tokens;

import io.anteroom.domain.token.KeyId;

/** Claims name a key that is not, or no longer, among the signing keys. */
public final class UnknownSigningKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownSigningKeyException(KeyId keyId) {
    super("no signing key " + keyId);
  }
}
