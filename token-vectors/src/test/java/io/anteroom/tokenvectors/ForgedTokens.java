package io.anteroom.tokenvectors;

import static io.anteroom.tokenvectors.Draft.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that no published key has signed, or not in the way that is published with it. */
final class ForgedTokens {

  private static final Draft GOOD = Draft.good();
  private static final String CURRENT = quoted(SigningKey.CURRENT.id());
  private static final Signing STRANGER = Signing.rs256(SigningKey.STRANGERS);

  private ForgedTokens() {}

  static void addTo(Catalogue catalogue) {
    withoutSignature(catalogue);
    withAnotherAlgorithm(catalogue);
    withThePublicKeyAsSecret(catalogue);
    withAnotherKey(catalogue);
    withAKeyOfItsOwn(catalogue);
    changed(catalogue);
  }

  private static void withoutSignature(Catalogue catalogue) {
    for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
      String token = GOOD.header("alg", quoted(none)).token();
      catalogue
          .refused("malformed", "alg " + none + ", no signature", beforeSignature(token))
          .refused("algorithm", "alg " + none + ", a signature all the same", token);
    }
    catalogue
        .refused("malformed", "alg RS256, no signature", beforeSignature(GOOD.token()))
        .refused("signature", "a signature of zeros", GOOD.signed(Signing.zeros(256)).token())
        .refused("signature", "a signature of one byte", GOOD.signed(Signing.zeros(1)).token())
        .refused(
            "algorithm",
            "alg ES256, a signature of zeros (CVE-2022-21449)",
            GOOD.header("alg", "\"ES256\"").signed(Signing.zeros(64)).token());
  }

  private static void withAnotherAlgorithm(Catalogue catalogue) {
    SigningKey key = SigningKey.CURRENT;
    catalogue
        .refused("algorithm", "alg RS384", rsa("RS384", Signing.rsa("SHA384withRSA", key)))
        .refused("algorithm", "alg RS512", rsa("RS512", Signing.rsa("SHA512withRSA", key)))
        .refused("algorithm", "alg RS1", rsa("RS1", Signing.rsa("SHA1withRSA", key)))
        .refused("algorithm", "alg PS256", rsa("PS256", Signing.ps256(key)))
        .refused("algorithm", "alg rs256 in small letters", rsa("rs256", Signing.rs256(key)))
        .refused("algorithm", "alg RS256 with a space", rsa("RS256 ", Signing.rs256(key)))
        .refused("algorithm", "alg empty", rsa("", Signing.rs256(key)))
        .refused("algorithm", "alg missing", GOOD.withoutHeader("alg").token())
        .refused("algorithm", "alg null", GOOD.header("alg", "null").token())
        .refused("algorithm", "alg a number", GOOD.header("alg", "256").token())
        .refused("algorithm", "alg an array", GOOD.header("alg", "[\"RS256\"]").token());
  }

  private static String rsa(String algorithm, Signing signing) {
    return GOOD.header("alg", quoted(algorithm)).signed(signing).token();
  }

  private static void withThePublicKeyAsSecret(Catalogue catalogue) {
    SigningKey key = SigningKey.CURRENT;
    byte[] der = key.publicHalf().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----";
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("DER", der);
    secrets.put("PEM", (pem + "\n").getBytes(UTF_8));
    secrets.put("PEM without its last line end", pem.getBytes(UTF_8));
    secrets.put("JWK", key.publicJwk().getBytes(UTF_8));
    secrets.put("modulus", key.modulus());
    secrets.forEach((form, secret) ->
        catalogue.refused(
            "algorithm", "alg HS256, the secret is the public key's " + form, hmac(256, secret)));
    catalogue
        .refused("algorithm", "alg HS384, the secret is the public key's DER", hmac(384, der))
        .refused("algorithm", "alg HS512, the secret is the public key's DER", hmac(512, der));
  }

  private static String hmac(int bits, byte[] secret) {
    return GOOD.header("alg", quoted("HS" + bits))
        .signed(Signing.hmac("HmacSHA" + bits, secret))
        .token();
  }

  private static void withAnotherKey(Catalogue catalogue) {
    String older = quoted(SigningKey.OLDER.id());
    Draft strangers = Draft.by(SigningKey.STRANGERS);
    catalogue
        .refused(
            "signature",
            "signed by a stranger, kid of the current key",
            GOOD.signed(STRANGER).token())
        .refused(
            "signature", "kid swapped: the current key signed", GOOD.header("kid", older).token())
        .refused(
            "signature",
            "kid swapped: the older key signed",
            Draft.by(SigningKey.OLDER).header("kid", CURRENT).token())
        .refused("unknown_key", "kid of the stranger who signed", strangers.token())
        .refused(
            "unknown_key", "no kid, signed by a stranger", strangers.withoutHeader("kid").token())
        .refused("malformed", "kid a number", strangers.header("kid", "1").token())
        .refused(
            "malformed", "kid null, signed by a stranger", strangers.header("kid", "null").token())
        .refused("malformed", "kid empty", strangers.header("kid", "\"\"").token())
        .refused(
            "malformed",
            "kid of 200 letters",
            strangers.header("kid", quoted("k".repeat(200))).token())
        .refused(
            "unknown_key",
            "kid a path",
            strangers.header("kid", "\"../../../../dev/null\"").token())
        .refused(
            "unknown_key", "kid a bit of SQL", strangers.header("kid", "\"' OR '1'='1\"").token())
        .refusedByOurs(
            "unknown_key",
            "kid that nobody published, signed by the current key",
            GOOD.header("kid", "\"no-such-key\"").token())
        .refusedByOurs(
            "unknown_key", "no kid, signed by the current key", GOOD.withoutHeader("kid").token());
  }

  /** RFC 7515 sections 4.1.2 to 4.1.6: what a token says of its own key proves nothing. */
  private static void withAKeyOfItsOwn(Catalogue catalogue) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("jwk", SigningKey.STRANGERS.publicJwk());
    members.put("jku", "\"https://stranger.example/jwks.json\"");
    members.put("x5u", "\"https://stranger.example/certificate.pem\"");
    members.put("x5c", SigningKey.STRANGERS.certificates());
    members.forEach((member, value) -> {
      Draft draft = GOOD.signed(STRANGER).header(member, value);
      catalogue
          .refused("signature", member + " of a stranger, kid of the current key", draft.token())
          .refused(
              "unknown_key", member + " of a stranger, no kid", draft.withoutHeader("kid").token());
    });
  }

  private static void changed(Catalogue catalogue) {
    String[] good = GOOD.token().split("\\.", -1);
    String header = Draft.base64(GOOD.withoutHeader("typ").headerText().getBytes(UTF_8));
    String earlier = Draft.base64(GOOD.claim("queue_position", "1").claimsText().getBytes(UTF_8));
    byte[] signature = Base64.getUrlDecoder().decode(good[2]);
    signature[128] ^= 1;
    catalogue
        .refused("signature", "header changed", header + "." + good[1] + "." + good[2])
        .refused("signature", "payload changed", good[0] + "." + earlier + "." + good[2])
        .refused(
            "signature",
            "one bit of the signature changed",
            good[0] + "." + good[1] + "." + Draft.base64(signature));
  }

  private static String beforeSignature(String token) {
    return token.substring(0, token.lastIndexOf('.') + 1);
  }
}
