package io.anteroom.pagefiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * One static file that the page loads.
 *
 * <p>The files belong together, and their names stay the same when they change: have browsers ask
 * each time whether {@link #tag} still holds.
 */
public final class PageFile {

  /** 96 bits: no two contents of one name will ever share them. */
  private static final int TAG_CHARACTERS = 16;

  private final byte[] bytes;
  private final String contentType;
  private final String tag;

  private PageFile(byte[] bytes, String contentType) {
    this.bytes = bytes;
    this.contentType = contentType;
    this.tag = tagOf(bytes);
  }

  /**
   * Reads one that lies beside a class.
   *
   * @throws IllegalArgumentException if it is of no kind that pages load
   * @throws NullPointerException if it is not there
   */
  public static PageFile beside(Class<?> type, String name) {
    return of(name, bytesBeside(type, name));
  }

  /**
   * One with other content.
   *
   * @param name its ending says what kind of file it is
   * @throws IllegalArgumentException if that is no kind that pages load
   */
  public static PageFile of(String name, byte[] bytes) {
    return new PageFile(bytes, contentTypeOf(name));
  }

  /** The content; shared, so don't write into it. */
  public byte[] bytes() {
    return bytes;
  }

  /** For the header of that name. */
  public String contentType() {
    return contentType;
  }

  /** Names this very content, for an {@code ETag}, without quotes. */
  public String tag() {
    return tag;
  }

  static byte[] bytesBeside(Class<?> type, String name) {
    try (InputStream in = type.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String contentTypeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "json" -> "application/json";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("what kind of file is " + name + "?");
    };
  }

  private static String tagOf(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().encodeToString(digest).substring(0, TAG_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
