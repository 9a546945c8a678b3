package io.anteroom.waitingpage;

import io.anteroom.testkit.browser.ChromiumExtension;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody looks at the page: each test has a line and a site of its own, and a browser. */
@ExtendWith(ChromiumExtension.class)
abstract class PageTest {

  StubLine line;
  StubSite site;

  @BeforeEach
  void open() throws IOException {
    line = new StubLine();
    site = new StubSite(line);
  }

  @AfterEach
  void close() {
    site.close();
    line.close();
  }
}
