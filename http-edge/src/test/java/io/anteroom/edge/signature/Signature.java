package io.anteroom.edge.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;

/**
 * Signs what AWS's signer refuses to sign: without a host, without a date, or with another date.
 */
record Signature(String secret, String date, String region, String service) {

  String authorization(String id, SignedRequest request, List<String> signed, String time) {
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    byte[] canonical = CanonicalRequest.of(request, signed, Digests.sha256Hex(request.body()));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = Digests.hmacSha256(key, part);
    }
    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + Digests.sha256Hex(canonical);
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            id,
            scope,
            String.join(";", signed),
            HexFormat.of().formatHex(Digests.hmacSha256(key, toSign)));
  }
}
