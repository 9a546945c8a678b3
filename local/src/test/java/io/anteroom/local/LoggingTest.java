package io.anteroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {

  private static final String REQUEST = "0123abcd-4567-89ab-cdef-0123456789ab";
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJTYW1wbGUifQ.c2lnbmF0dXJl";

  @TempDir Path folder;

  @Test
  void keepsRequestsAndTokensOutOfTheFileAndOffTheTerminal() throws Exception {
    PrintStream terminal = System.err;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setErr(new PrintStream(shown, true, UTF_8));
    try {
      logOfUp();
    } finally {
      System.setErr(terminal);
    }

    assertThat(shown.toString(UTF_8))
        .doesNotContain(REQUEST, TOKEN)
        .contains("io.anteroom.some - 0123abcd-... has eyJ... request=\"0123abcd-...\"")
        .contains("org.some - eyJ...");
  }

  private void logOfUp() throws Exception {
    Path file = folder.resolve("anteroom.log");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("anteroom.log", file.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LoggingTest.class.getResource("/logback-up.xml"));

    context
        .getLogger("io.anteroom.some")
        .atWarn()
        .addKeyValue("request", REQUEST)
        .addKeyValue("room", "Sample")
        .setCause(new IllegalStateException("token " + TOKEN))
        .log("{} has {}", REQUEST, TOKEN);
    context.getLogger("org.some").error(TOKEN);
    context.stop();

    assertThat(file)
        .content()
        .doesNotContain(REQUEST, TOKEN)
        .contains("io.anteroom.some - 0123abcd-... has eyJ... request=\"0123abcd-...\"")
        .contains("room=\"Sample\"", "IllegalStateException: token eyJ...", "LoggingTest")
        .containsOnlyOnce("IllegalStateException");
  }
}
