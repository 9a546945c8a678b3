package io.anteroom.rehearsal.proof;

import io.anteroom.tokens.TokenUse;

/** The three tokens of an answer to generate_token. */
public record Tokens(String access, String refresh, String id) {

  String of(TokenUse use) {
    return switch (use) {
      case ACCESS -> access;
      case REFRESH -> refresh;
      case ID -> id;
    };
  }

  /** Says nothing: whoever reads a token in a log is let in by it. */
  @Override
  public String toString() {
    return "Tokens[hidden]";
  }
}
