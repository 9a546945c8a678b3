package io.anteroom.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromiumExtension.class)
class ChromiumExtensionIT {

  @RepeatedTest(2)
  void runsAPageThatNoEarlierTestHasLeft(Browser browser) {
    assertThat(browser.contexts()).isEmpty();
    Page page = browser.newPage();

    page.setContent("<p></p><script>document.querySelector('p').append(6 * 7)</script>");

    assertThat(page.textContent("p")).isEqualTo("42");
  }
}
