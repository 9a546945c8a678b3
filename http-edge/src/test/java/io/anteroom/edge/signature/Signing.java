package io.anteroom.edge.signature;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs with AWS's own signer. */
public final class Signing {

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity identity;
  private final String region;
  private final String service;
  private final Clock clock;

  public Signing(String id, String secret, String region, String service, Clock clock) {
    this.identity = AwsCredentialsIdentity.create(id, secret);
    this.region = region;
    this.service = service;
    this.clock = clock;
  }

  /** The headers of the request once it is signed, their names in lower case. */
  public Map<String, List<String>> sign(
      String method, URI uri, Map<String, List<String>> headers, byte[] body) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(uri)
            .headers(headers)
            .build();
    SdkHttpRequest signed =
        signer
            .sign(sign ->
                sign.identity(identity)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    Map<String, List<String>> lower = new TreeMap<>();
    signed.headers().forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }
}
