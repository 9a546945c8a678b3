package io.anteroom.edge.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a request carries a good AWS Signature Version 4 for service {@code execute-api}, in
 * its {@code Authorization} header. The rules are those of the AWS IAM User Guide, "Signature
 * Version 4 signing process".
 *
 * <p>The host, the time and the body are always covered: {@code host} and the date header must be
 * among the signed ones, and the hash of the body is computed here, whatever {@code
 * x-amz-content-sha256} says; if it is sent it must be right. Signed query strings, unsigned or
 * streamed bodies, and session tokens are refused. An answer is yes or no: which part was wrong
 * would help only who is guessing.
 *
 * <p>The very same request is good again within {@link #MAX_SKEW}, as with AWS: private calls
 * belong on an encrypted connection.
 */
public final class SignatureCheck {

  /** How far the caller's clock may be off, either way; the same as AWS allows. */
  static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private static final String SERVICE = "execute-api";
  private static final String HOST = "host";
  private static final String BODY_HASH = "x-amz-content-sha256";

  /** Stands in for the secret of an unknown key, so that it takes as long to refuse as a known. */
  private static final String NO_SECRET = "0123456789012345678901234567890123456789";

  private final Credentials credentials;
  private final String region;
  private final String service;
  private final Clock clock;

  /**
   * A check against these keys.
   *
   * @param region the only region that a signature may name
   */
  public SignatureCheck(Credentials credentials, String region, Clock clock) {
    this(credentials, region, SERVICE, clock);
  }

  /** A check for another service, so that AWS's published examples can be held against it. */
  SignatureCheck(Credentials credentials, String region, String service, Clock clock) {
    this.credentials = credentials;
    this.region = region;
    this.service = service;
    this.clock = clock;
  }

  /** Says whether the request is signed, now, by one of the keys. */
  public boolean accepts(SignedRequest request) {
    return claim(request)
        .filter(claim -> {
          String bodyHash = Digests.sha256Hex(request.body());
          return isWhatItSays(request, bodyHash) && isSigned(request, claim, bodyHash);
        })
        .isPresent();
  }

  /**
   * Says, before its body is there, whether a request could be accepted: whether it names a time
   * and a key that count and, where it says what its body hashes to, is signed over that. Who has
   * no key can't make anybody read a long body, but may learn which access key ids there are: they
   * are no secrets.
   *
   * @param head the request, with any body
   */
  public boolean couldAccept(SignedRequest head) {
    return claim(head)
        .filter(claim ->
            head.onlyHeader(BODY_HASH)
                .map(bodyHash -> isSigned(head, claim, bodyHash))
                .orElseGet(() -> credentials.secretOf(claim.by.accessKeyId()).isPresent()))
        .isPresent();
  }

  /** Who says that he has signed a request, and when. */
  private record Claim(Authorization by, SigningTime at) {}

  /** Empty if there is none, or none that could be good here and now. */
  private Optional<Claim> claim(SignedRequest request) {
    return Authorization.of(request)
        .filter(authorization -> isWithinBounds(request, authorization))
        .flatMap(authorization ->
            SigningTime.of(request, authorization.signedHeaders())
                .filter(time -> isCurrent(time, authorization))
                .map(time -> new Claim(authorization, time)));
  }

  private static boolean isWhatItSays(SignedRequest request, String bodyHash) {
    return !request.has(BODY_HASH) || request.onlyHeader(BODY_HASH).equals(Optional.of(bodyHash));
  }

  private boolean isWithinBounds(SignedRequest request, Authorization authorization) {
    return authorization.region().equals(region)
        && authorization.service().equals(service)
        && !request.has("x-amz-security-token")
        && request.onlyHeader(HOST).isPresent()
        && authorization.signedHeaders().contains(HOST)
        && areSortedAndPresent(request, authorization.signedHeaders());
  }

  /** Also rules out a header that is named twice. */
  private static boolean areSortedAndPresent(SignedRequest request, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!request.has(names.get(i)) || (i > 0 && names.get(i - 1).compareTo(names.get(i)) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean isCurrent(SigningTime time, Authorization authorization) {
    Duration off = Duration.between(time.instant(), clock.instant()).abs();
    return off.compareTo(MAX_SKEW) <= 0 && time.date().equals(authorization.date());
  }

  private boolean isSigned(SignedRequest request, Claim claim, String bodyHash) {
    Authorization authorization = claim.by;
    byte[] canonical = CanonicalRequest.of(request, authorization.signedHeaders(), bodyHash);
    String toSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            claim.at.text(),
            authorization.scope(),
            Digests.sha256Hex(canonical));
    Optional<String> secret = credentials.secretOf(authorization.accessKeyId());
    byte[] key = signingKey(secret.orElse(NO_SECRET), authorization);
    byte[] expected = Digests.hmacSha256(key, toSign);
    boolean matches = MessageDigest.isEqual(expected, authorization.signature());
    return matches && secret.isPresent();
  }

  private static byte[] signingKey(String secret, Authorization authorization) {
    byte[] day = Digests.hmacSha256(("AWS4" + secret).getBytes(UTF_8), authorization.date());
    byte[] inRegion = Digests.hmacSha256(day, authorization.region());
    byte[] forService = Digests.hmacSha256(inRegion, authorization.service());
    return Digests.hmacSha256(forService, "aws4_request");
  }
}
