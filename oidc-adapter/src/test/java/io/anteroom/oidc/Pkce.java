package io.anteroom.oidc;

/** The example of RFC 7636 appendix B. */
public final class Pkce {

  public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  public static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private Pkce() {}
}
