package io.anteroom.tokens;

import io.anteroom.privatefile.PrivateFileException;

/** Signing keys can't be used; the message says which file, and what is wrong with it. */
public final class SigningKeysException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SigningKeysException(String message) {
    super(message);
  }

  SigningKeysException(PrivateFileException cause) {
    super(cause.getMessage(), cause);
  }
}
