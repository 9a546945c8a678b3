package io.anteroom.tokens.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublishedKeys;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the code of the README to the compiler: it stands here once more, word by word. */
class ReadmeTest {

  private static final Path PAGE = Path.of("README.md");
  private static final Path THIS =
      Path.of("src/test/java/io/anteroom/tokens/servlet/ReadmeTest.java");

  @Test
  void theCodeOnThePageIsCompiled() throws IOException {
    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(blocks).hasSize(2);
    for (String block : blocks) {
      assertThat(Files.readString(THIS)).contains(block.indent(4));
    }
  }

  @Test
  void aPageBehindTheFilterMayAnswerLater(@TempDir Path directory) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    Context site = tomcat.addContext("", directory.toString());
    site.addServletContainerInitializer((_, context) -> inAContainer(context), Set.of());
    tomcat.start();
    try {
      // Tomcat takes it for granted, others do not: the text is null unless it was said.
      assertThat(site.findFilterDef("waiting room").getAsyncSupported()).isEqualTo("true");
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  static TokenVerifier inAContainer(ServletContext context) {
    TokenVerifier verifier =
        new TokenVerifier(
            PublishedKeys.at(URI.create("https://waiting.example")),
            Expectation.access("Sample", "https://waiting.example"));
    URI line = URI.create("https://waiting.example/line?event_id=Sample");
    FilterRegistration.Dynamic registration =
        context.addFilter("waiting room", new WaitingRoomFilter(verifier, line));
    registration.setAsyncSupported(true); // pages behind it may answer later
    registration.addMappingForUrlPatterns(null, false, "/checkout/*");
    return verifier;
  }

  static String elsewhere(TokenVerifier verifier, String token) {
    return switch (verifier.verify(token, Instant.now())) {
      case Verdict.Valid(TokenClaims claims) -> "number " + claims.queuePosition();
      case Verdict.Invalid(Verdict.Flaw flaw) -> "refused: " + flaw;
    };
  }
}
