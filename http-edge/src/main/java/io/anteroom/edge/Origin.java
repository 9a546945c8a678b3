package io.anteroom.edge;

/** Where a face is reached: by everybody, or by the site's own programs. */
public enum Origin {
  /** At most a key that the CDN in front knows; read by browsers of any site. */
  PUBLIC,
  /** Every call is signed. */
  PRIVATE
}
