package io.anteroom.edge;

/** Where a face is reached: by everybody, or by the site's own programs. */
public enum Origin {
  /** No credentials; read by browsers of any site. */
  PUBLIC,
  /** Every call is signed. */
  PRIVATE
}
