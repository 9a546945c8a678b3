package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.testkit.SnsMessages;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class PagesClientTest {

  private final List<URI> asked = new ArrayList<>();
  private final PagesClient client = new PagesClient(SnsTopic.of(SnsMessages.TOPIC), this::page);

  private Pages.Page page(URI url) {
    asked.add(url);
    return new Pages.Page(200, "certificate");
  }

  private void ask(String url) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(URI.create(url)).build();
    client.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
  }

  @Test
  void asksForCertificates() throws IOException {
    ask(SnsMessages.CERTIFICATE.toString());

    assertThat(asked).containsExactly(SnsMessages.CERTIFICATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem?x=1",
        "https://sns.eu-central-1.amazonaws.com/evil-bucket.pem",
        "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"
      })
  void asksForNothingElseWhateverTheSdkReads(String url) {
    assertThatThrownBy(() -> ask(url))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("SNS shows no certificates there");
    assertThat(asked).isEmpty();
  }
}
