package io.anteroom.local;

import io.anteroom.privatefile.PrivateFile;
import io.anteroom.privatefile.PrivateFileException;
import java.nio.file.Path;
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
    PrivateFile credentials = new PrivateFile("credentials file", file);
    if (!credentials.isMissing()) {
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
    try {
      credentials.write(text);
    } catch (PrivateFileException e) {
      throw new CannotStart("the " + e.getMessage(), e);
    }
  }

  private static String word(SecureRandom random, String alphabet, int length) {
    StringBuilder word = new StringBuilder(length);
    random.ints(length, 0, alphabet.length()).forEach(at -> word.append(alphabet.charAt(at)));
    return word.toString();
  }
}
