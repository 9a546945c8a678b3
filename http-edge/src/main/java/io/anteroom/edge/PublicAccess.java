package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.signature.Digests;
import io.anteroom.privatefile.PrivateFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Who may call a public face: everybody, or whoever sends one of the origin keys, as the CDN in
 * front does for everybody. Several keys count at once, so that they can be changed one at a time.
 */
public final class PublicAccess implements Access {

  /** The header that carries the key. */
  static final String HEADER = "x-api-key";

  private static final String SETTINGS = "anteroom.origin-keys or anteroom.origin-key-file";

  /** The bounds that Amazon API Gateway has for its keys. */
  private static final int SHORTEST = 20;

  private static final int LONGEST = 128;

  /** Two during a change; some more for those who have several CDNs. Each costs a comparison. */
  private static final int MOST_KEYS = 8;

  private static final int MAX_FILE_BYTES = 4 * 1024;

  private final List<byte[]> hashes;

  private PublicAccess(List<byte[]> hashes) {
    this.hashes = hashes;
  }

  /** No key is asked for. */
  public static PublicAccess everybody() {
    return new PublicAccess(List.of());
  }

  /**
   * One of these keys is asked for.
   *
   * @throws IllegalArgumentException if there is none, there are too many, or one is weak; never
   *     quotes one
   */
  public static PublicAccess withKeys(List<String> keys) {
    return new PublicAccess(requireGood(keys).stream().map(PublicAccess::hash).toList());
  }

  /** Refuses what {@link #withKeys} does. */
  static List<String> requireGood(List<String> keys) {
    if (keys.isEmpty() || keys.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          SETTINGS + " must hold 1 to " + MOST_KEYS + " keys, not " + keys.size());
    }
    if (!keys.stream().allMatch(PublicAccess::isKey)) {
      throw new IllegalArgumentException(
          SETTINGS
              + " holds a key that is not "
              + SHORTEST
              + " to "
              + LONGEST
              + " visible ASCII characters");
    }
    return keys;
  }

  /**
   * Decides from what is configured. A setting that is there but empty is refused: whoever meant to
   * lock the origin must not find it open.
   *
   * @param keys given directly
   * @param file where they lie instead, one in a line
   * @throws IllegalArgumentException if they can't be used
   */
  static PublicAccess from(Optional<List<String>> keys, Optional<Path> file) {
    return configured(keys, file).map(PublicAccess::withKeys).orElseGet(PublicAccess::everybody);
  }

  /** The keys that are configured, in their order; see {@link #from}. */
  static Optional<List<String>> configured(Optional<List<String>> keys, Optional<Path> file) {
    if (keys.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException(SETTINGS + " must be set, not both");
    }
    return file.map(PublicAccess::read).or(() -> keys);
  }

  private static List<String> read(Path file) {
    return new PrivateFile("origin key file", file)
        .read(MAX_FILE_BYTES)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static boolean isKey(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /**
   * Says whether these values of the header let a caller pass. Takes the same time for each wrong
   * key: hashes are compared, to their ends, and with all keys.
   */
  boolean admits(List<String> sent) {
    if (hashes.isEmpty()) {
      return true;
    }
    if (sent.size() != 1) {
      return false;
    }
    byte[] hash = hash(sent.getFirst());
    boolean known = false;
    for (byte[] key : hashes) {
      known |= MessageDigest.isEqual(key, hash);
    }
    return known;
  }

  private static byte[] hash(String key) {
    return Digests.sha256(key.getBytes(UTF_8));
  }

  /** Never shows a key. */
  @Override
  public String toString() {
    return "PublicAccess[" + hashes.size() + " hidden]";
  }
}
