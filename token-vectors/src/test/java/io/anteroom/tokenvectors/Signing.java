package io.anteroom.tokenvectors;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A way to sign. All give the same signature each time, so that the vectors can be made again. */
interface Signing {

  byte[] sign(byte[] input) throws GeneralSecurityException;

  static Signing rs256(SigningKey key) {
    return rsa("SHA256withRSA", key);
  }

  /**
   * RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3).
   *
   * @param algorithm as Java calls it
   */
  static Signing rsa(String algorithm, SigningKey key) {
    return input -> {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key.privateHalf());
      signature.update(input);
      return signature.sign();
    };
  }

  /** RSASSA-PSS with SHA-256 (RFC 7518 section 3.5), and a salt of zeros. */
  static Signing ps256(SigningKey key) {
    return input -> {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      signature.initSign(key.privateHalf(), new NoChance());
      signature.update(input);
      return signature.sign();
    };
  }

  /**
   * A message authentication code (RFC 7518 section 3.2).
   *
   * @param algorithm as Java calls it
   */
  static Signing hmac(String algorithm, byte[] secret) {
    return input -> {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return mac.doFinal(input);
    };
  }

  /** No signature at all, but as many bytes. */
  static Signing zeros(int bytes) {
    return _ -> new byte[bytes];
  }

  /** Gives zeros. */
  final class NoChance extends SecureRandom {

    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
