package io.anteroom.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs calls to a private origin, with AWS's own signer. */
record Signature(String keyId, String secret) {

  Call sign(Call call, int port) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(call.method()))
            .uri(URI.create("http://localhost:" + port + call.target()))
            .build();
    Map<String, List<String>> headers =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(AwsCredentialsIdentity.create(keyId, secret))
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(call.body().getBytes(UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request()
            .headers();
    Call signed = call;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Host")) {
        signed = signed.with(header.getKey(), header.getValue().getFirst());
      }
    }
    return signed;
  }
}
