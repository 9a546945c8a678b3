package io.anteroom.rehearsal.origin;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs calls with AWS Signature Version 4, as the private API wants it. */
public final class Signature {

  private static final String SERVICE = "execute-api";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsIdentity identity;
  private final String region;

  /** A signature with these keys for that region. */
  public Signature(Credentials credentials, String region) {
    this.identity = AwsCredentialsIdentity.create(credentials.accessKey(), credentials.secretKey());
    this.region = region;
  }

  /** The call with the headers that say who makes it; good for five minutes. */
  public Request sign(Request request, Origin origin) {
    SdkHttpRequest unsigned =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(URI.create(origin + request.target()))
            .applyMutation(builder -> request.headers().forEach(builder::putHeader))
            .build();
    SdkHttpRequest signed =
        signer
            .sign(order ->
                order
                    .identity(identity)
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromUtf8String(request.body()))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    Map<String, String> headers = new LinkedHashMap<>();
    signed.forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    return request.withHeaders(headers);
  }
}
