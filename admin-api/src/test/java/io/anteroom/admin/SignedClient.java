package io.anteroom.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Calls a private origin, signed by AWS's own signer. */
record SignedClient(HttpClient client, int port, String secret, Clock clock) {

  HttpResponse<String> get(String path) {
    return send(path, signed(SdkHttpMethod.GET, path, ""), "");
  }

  HttpResponse<String> post(String path, String body) {
    return send(path, signed(SdkHttpMethod.POST, path, body), body);
  }

  /** A call that may be repeated under its key. */
  HttpResponse<String> postUnder(String idempotencyKey, String path, String body) {
    SdkHttpRequest keyed =
        unsigned(SdkHttpMethod.POST, path).putHeader("Idempotency-Key", idempotencyKey).build();
    return send(path, signed(keyed, body), body);
  }

  /** Sends to one path what was signed for another. */
  HttpResponse<String> replay(String signedPath, String path, String body) {
    return send(path, signed(SdkHttpMethod.POST, signedPath, body), body);
  }

  private SdkHttpRequest signed(SdkHttpMethod method, String path, String body) {
    return signed(unsigned(method, path).build(), body);
  }

  private SdkHttpRequest.Builder unsigned(SdkHttpMethod method, String path) {
    return SdkHttpRequest.builder()
        .method(method)
        .uri(uri(path))
        .putHeader("Content-Type", "application/json");
  }

  private SdkHttpRequest signed(SdkHttpRequest request, String body) {
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(AwsCredentialsIdentity.create(Installation.KEY_ID, secret))
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body.getBytes(UTF_8)))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }

  private HttpResponse<String> send(String path, SdkHttpRequest signed, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    signed.headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(
            header -> header.getValue().forEach(value -> request.header(header.getKey(), value)));
    return send(
        signed.method() == SdkHttpMethod.GET
            ? request.build()
            : request.POST(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> unsigned(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
