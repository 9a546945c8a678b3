package io.anteroom.oidc.authorize;

import io.anteroom.testkit.ScriptlessBrowser;
import io.anteroom.testkit.ScriptlessBrowser.Reply;
import java.net.URI;
import java.util.Map;

/** A browser for which a load balancer chooses the server that answers. */
final class Browser implements AutoCloseable {

  private final ScriptlessBrowser browser = new ScriptlessBrowser();
  private int port;

  /** One that asks the server at this port. */
  Browser(int port) {
    this.port = port;
  }

  /** Takes one step, and follows nothing. */
  Reply get(String target, String... headers) {
    return browser.get(at(target), headers);
  }

  Reply head(String target) {
    return browser.head(at(target));
  }

  /** As a browser sends the form of another site: without cookies. */
  Reply post(String target, String form) {
    return browser.post(at(target), form);
  }

  private URI at(String target) {
    return URI.create("http://localhost:" + port + target);
  }

  /** The cookies that it keeps, to be looked at and changed. */
  Map<String, String> cookies() {
    return browser.cookies();
  }

  /** From now on another server answers. */
  void goTo(int otherPort) {
    port = otherPort;
  }

  @Override
  public void close() {
    browser.close();
  }
}
