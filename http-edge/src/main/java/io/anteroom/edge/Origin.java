package io.anteroom.edge;

/** Where a face is reached: by everybody, by the site's own programs, or by operators. */
public enum Origin {
  /** At most a key that the CDN in front knows; read by browsers of any site. */
  PUBLIC,
  /** Browsers of visitors and OpenID clients; each client proves itself where it has to. */
  OIDC,
  /** Every call is signed. */
  PRIVATE,
  /** Nothing is asked for: whoever reaches the port may look. */
  MANAGEMENT
}
