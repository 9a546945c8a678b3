package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {

  private static final String REQUEST = "0123abcd-4567-89ab-cdef-0123456789ab";
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJTYW1wbGUifQ.c2lnbmF0dXJl";

  @TempDir Path folder;

  @Test
  void keepsRequestsAndTokensOutOfTheFile() throws Exception {
    Path file = folder.resolve("anteroom.log");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("anteroom.log", file.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LoggingTest.class.getResource("/logback-up.xml"));

    context
        .getLogger("io.anteroom.some")
        .atInfo()
        .addKeyValue("request", REQUEST)
        .addKeyValue("room", "Sample")
        .setCause(new IllegalStateException("token " + TOKEN))
        .log("{} has {}", REQUEST, TOKEN);
    context.stop();

    assertThat(file)
        .content()
        .doesNotContain(REQUEST, TOKEN)
        .contains("io.anteroom.some - 0123abcd-... has eyJ... request=\"0123abcd-...\"")
        .contains("room=\"Sample\"", "IllegalStateException: token eyJ...", "LoggingTest")
        .containsOnlyOnce("IllegalStateException");
  }
}
