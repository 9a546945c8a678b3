package io.anteroom.oidc.token;

/**
 * The tokens of a place, as an OpenID client needs them.
 *
 * @param expiresIn seconds, at least 1
 */
record Tokens(String access, String id, long expiresIn) {}
