package io.anteroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The credentials for the private origin, in the format that AWS tools read. */
final class CredentialsFile {
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** As long as AWS makes them: 20 and 40 characters; the id tells where it is from. */
  private static final String ID_PREFIX = "ANTEROOM";

  private static final int ID_LENGTH = 12;
  private static final int SECRET_LENGTH = 40;

  private CredentialsFile() {}

  /** Makes the file with new credentials if it is not there. */
  static void ensure(Path file) {
    if (Files.exists(file)) {
      return;
    }
    SecureRandom random = new SecureRandom();
    String text =
        """
        [anteroom]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(
                ID_PREFIX + word(random, ID_ALPHABET, ID_LENGTH),
                word(random, SECRET_ALPHABET, SECRET_LENGTH));
    Path draft = file.resolveSibling(".credentials.tmp");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(draft, ownerOnly(draft));
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStart("the credentials file " + file + " can't be written", e);
    }
  }

  private static String word(SecureRandom random, String alphabet, int length) {
    StringBuilder word = new StringBuilder(length);
    random.ints(length, 0, alphabet.length()).forEach(at -> word.append(alphabet.charAt(at)));
    return word.toString();
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return StateDirectory.isPosix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
