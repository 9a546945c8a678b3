package io.anteroom.controlpanel;

import io.anteroom.testkit.browser.ChromiumExtension;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody works with the panel: each test has rooms and a panel of its own, and a browser. */
@ExtendWith(ChromiumExtension.class)
abstract class PanelTest {

  StubOrigin origin;
  StubSite site;

  @BeforeEach
  void open() throws IOException {
    origin = new StubOrigin();
    site = new StubSite(origin.address());
    origin.rooms().line("Sample", 1_234, 200);
  }

  @AfterEach
  void close() {
    site.close();
    origin.close();
  }
}
