package io.anteroom.inlets.message;

import java.io.IOException;
import java.net.URI;

/** Pages of SNS: its certificates, and what confirms a subscription. */
@FunctionalInterface
public interface Pages {

  /**
   * Gets a page.
   *
   * @throws IOException if nobody answers rightly in time, or the page is too long
   */
  Page get(URI url) throws IOException;

  /** What came back. */
  record Page(int status, String body) {}
}
