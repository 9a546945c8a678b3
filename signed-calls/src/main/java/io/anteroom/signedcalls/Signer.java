package io.anteroom.signedcalls;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs calls with AWS Signature Version 4, as the private API wants it. Safe for use by many
 * threads.
 */
public final class Signer {

  private static final String SERVICE = "execute-api";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity identity;
  private final String region;

  /** Signs with these keys, for that region. */
  public Signer(Credentials credentials, String region) {
    this.identity = AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey());
    this.region = region;
  }

  /**
   * The headers of a call, with those that say who makes it; good for five minutes.
   *
   * @param headers beside {@code Host} and {@code Content-Length}; {@code Host} is among the answer
   */
  public Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, byte[] body) {
    SdkHttpRequest unsigned =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(uri)
            .applyMutation(builder -> headers.forEach(builder::putHeader))
            .build();
    SdkHttpRequest signed =
        signer
            .sign(order ->
                order
                    .identity(identity)
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    Map<String, String> all = new LinkedHashMap<>();
    signed.forEachHeader((name, values) -> all.put(name, String.join(",", values)));
    return all;
  }
}
