package io.anteroom.edge.signature;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an {@code Authorization} header of Signature Version 4. */
final class Authorization {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final Pattern FORM =
      Pattern.compile(
          ALGORITHM
              + " +Credential=(?<id>[A-Za-z0-9_-]{1,128})"
              + "/(?<date>[0-9]{8})/(?<region>[a-z0-9-]{1,64})/(?<service>[a-z0-9-]{1,64})"
              + "/aws4_request *, *SignedHeaders=(?<headers>[a-z0-9;._-]{1,1024})"
              + " *, *Signature=(?<signature>[0-9a-f]{64})");

  private final String accessKeyId;
  private final String date;
  private final String region;
  private final String service;
  private final List<String> signedHeaders;
  private final byte[] signature;

  private Authorization(Matcher parts) {
    this.accessKeyId = parts.group("id");
    this.date = parts.group("date");
    this.region = parts.group("region");
    this.service = parts.group("service");
    this.signedHeaders = List.of(parts.group("headers").split(";", -1));
    this.signature = HexFormat.of().parseHex(parts.group("signature"));
  }

  /** Reads the header; empty if it is missing, repeated or of another form. */
  static Optional<Authorization> of(SignedRequest request) {
    return request
        .onlyHeader("authorization")
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .map(Authorization::new);
  }

  String accessKeyId() {
    return accessKeyId;
  }

  /** The day that the signing key is good for, as {@code 20261120}. */
  String date() {
    return date;
  }

  String region() {
    return region;
  }

  String service() {
    return service;
  }

  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }

  List<String> signedHeaders() {
    return signedHeaders;
  }

  byte[] signature() {
    return signature;
  }
}
