package io.anteroom.oidc.seal;

import io.anteroom.edge.signature.Digests;
import io.anteroom.privatefile.PrivateFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal values: the first of them, and those that it may have been before. They lie in
 * a file of mode 600, one line of 64 hex digits each: whoever reads it can make codes. A new key is
 * first added at the end for all replicas, and then moved to the beginning.
 */
public final class SealingKeys {

  private static final int LENGTH = 32;

  /** What was sealed a week ago may come back: room for a change every other day. */
  private static final int MOST = 4;

  /** All of them and line ends, with room for more line ends. */
  private static final int MAX_BYTES = MOST * 2 * LENGTH + 64;

  private static final Pattern LINE = Pattern.compile("\\p{XDigit}{" + 2 * LENGTH + "}");

  /** Enough to tell a few keys apart; it says nothing about the key. */
  private static final int ID_BYTES = 4;

  private final String current;
  private final Map<String, SecretKey> byId;

  private SealingKeys(List<byte[]> keys) {
    Map<String, SecretKey> named = new LinkedHashMap<>();
    keys.forEach(key -> named.put(id(key), new SecretKeySpec(key, "AES")));
    this.current = id(keys.getFirst());
    this.byId = Map.copyOf(named);
  }

  private static String id(byte[] key) {
    return HexFormat.of().formatHex(Arrays.copyOf(Digests.sha256(key), ID_BYTES));
  }

  /**
   * Reads the keys.
   *
   * @throws IllegalStateException if the file is broken; the message names it and never quotes it
   * @throws io.anteroom.privatefile.PrivateFileException if it is missing, or open to others than
   *     its owner
   */
  public static SealingKeys read(Path path) {
    PrivateFile file = file(path);
    List<String> lines = file.read(MAX_BYTES).strip().lines().map(String::strip).toList();
    if (lines.isEmpty()
        || lines.size() > MOST
        || !lines.stream().allMatch(line -> LINE.matcher(line).matches())) {
      throw new IllegalStateException(
          "%s must hold 1 to %d keys, one in a line, of %d hex digits each"
              .formatted(file, MOST, 2 * LENGTH));
    }
    return new SealingKeys(lines.stream().map(HexFormat.of()::parseHex).toList());
  }

  /**
   * Reads the keys; makes the file, with one new key, if it is not there. For one process at a
   * time.
   *
   * @throws IllegalStateException as {@link #read}
   */
  public static SealingKeys readOrGenerate(Path path) {
    file(path).generateKeyIfMissing(LENGTH);
    return read(path);
  }

  private static PrivateFile file(Path path) {
    return new PrivateFile("sealing key file", path);
  }

  /** The id of the key that seals. */
  String current() {
    return current;
  }

  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Never shows a key. */
  @Override
  public String toString() {
    return "SealingKeys[" + byId.size() + " hidden]";
  }
}
