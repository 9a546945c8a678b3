package io.anteroom.edge.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access keys and their secrets: one or, while they are being changed, several. */
public final class Credentials {

  private final Map<String, String> secretsById;

  private Credentials(Map<String, String> secretsById) {
    this.secretsById = Map.copyOf(secretsById);
  }

  /**
   * Takes secrets by their access key ids.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Credentials of(Map<String, String> secretsById) {
    if (secretsById.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one access key");
    }
    return new Credentials(secretsById);
  }

  /**
   * Reads an AWS shared-credentials file: the profile {@code anteroom}, and those whose names begin
   * with {@code anteroom-}, so that a new key can be handed out before the old one is taken away.
   *
   * @throws IllegalArgumentException if the file does not hold what it should; never quotes it
   * @throws UncheckedIOException if it can't be read
   */
  public static Credentials read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return of(SharedCredentialsFile.parse(file.toString(), lines));
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("credentials file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "credentials file " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  Optional<String> secretOf(String accessKeyId) {
    return Optional.ofNullable(secretsById.get(accessKeyId));
  }

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "Credentials[" + secretsById.size() + " hidden]";
  }
}
