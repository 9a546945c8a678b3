package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * Lets the AWS SDK get certificates by way of {@link Pages}. Whatever its parser takes for their
 * address, it is asked for only if SNS shows its certificates there.
 */
final class PagesClient implements SdkHttpClient {

  private static final int FIRST_SERVER_ERROR = 500;

  private final SnsTopic topic;
  private final Pages pages;

  PagesClient(SnsTopic topic, Pages pages) {
    this.topic = topic;
    this.pages = pages;
  }

  /** A page that can't be had at the moment; that says nothing about who asked for it. */
  static final class AwayException extends IOException {
    private static final long serialVersionUID = 1L;

    private AwayException(String words) {
      super(words);
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {
        // It ends by itself, soon.
      }
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    Pages.Page page = page(request);
    return HttpExecuteResponse.builder()
        .response(SdkHttpFullResponse.builder().statusCode(page.status()).build())
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream(page.body().getBytes(UTF_8))))
        .build();
  }

  private Pages.Page page(HttpExecuteRequest request) throws IOException {
    URI url = request.httpRequest().getUri();
    if (!topic.mayShowCertificate(url.toString())) {
      throw new IOException("SNS shows no certificates there");
    }
    Pages.Page page;
    try {
      page = pages.get(url);
    } catch (IOException e) {
      throw new AwayException(String.valueOf(e.getMessage()));
    }
    if (page.status() >= FIRST_SERVER_ERROR) {
      throw new AwayException("SNS answers with " + page.status());
    }
    return page;
  }

  @Override
  public void close() {
    // Others use the pages, too.
  }
}
