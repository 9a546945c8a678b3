package io.anteroom.contracts.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI 3.1 document of an origin: what stands there, and how each call is answered. */
public enum ApiDocument {
  /** What everybody may call. */
  PUBLIC("public.json"),
  /** What the site's own programs may call. */
  PRIVATE("private.json");

  /** Where each origin shows its document. */
  public static final String PATH = "/openapi.json";

  private final String resource;

  ApiDocument(String file) {
    this.resource = "/openapi/" + file;
  }

  /** The document as JSON in UTF-8, read anew on each call. */
  public byte[] json() {
    try (InputStream stream = ApiDocument.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
