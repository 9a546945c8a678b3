package io.anteroom.inlets.message;

import static io.anteroom.testkit.SnsMessages.CERTIFICATE;
import static io.anteroom.testkit.SnsMessages.CONFIRMATION;

import io.anteroom.testkit.SnsMessages;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** SNS in one region: shows a certificate, and confirms subscriptions. */
final class SnsStub implements Pages {

  private final List<URI> asked = new ArrayList<>();
  private SnsMessages.Keys shown;
  private Page confirmation = new Page(200, "<ConfirmSubscriptionResponse/>");
  private boolean away;

  /** Shows the certificate of these keys. */
  SnsStub(SnsMessages.Keys keys) {
    shown = keys;
  }

  @Override
  public synchronized Page get(URI url) throws IOException {
    asked.add(url);
    if (away) {
      throw new IOException("no answer");
    }
    if (url.equals(CERTIFICATE)) {
      return new Page(200, shown.pem());
    }
    return url.equals(CONFIRMATION) ? confirmation : new Page(403, "");
  }

  /** Which pages were asked for, in their order. */
  synchronized List<URI> asked() {
    return List.copyOf(asked);
  }

  synchronized void shows(SnsMessages.Keys keys) {
    shown = keys;
  }

  synchronized void answersConfirmationsWith(int status) {
    confirmation = new Page(status, "");
  }

  synchronized void isAway(boolean now) {
    away = now;
  }
}
