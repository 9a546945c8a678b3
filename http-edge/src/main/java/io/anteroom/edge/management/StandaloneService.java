package io.anteroom.edge.management;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.convert.ConversionException;

/**
 * Runs a service in a process of its own. A start that fails ends the process with status 1, and
 * with one sentence where a setting, a file or another part of the installation is to blame; only
 * what is no operator's fault is told with a stack trace.
 */
public final class StandaloneService {

  private static final Logger log = LoggerFactory.getLogger(StandaloneService.class);
  private static final int FAILED = 1;
  private static final String OURS = "io.anteroom.";
  private static final String OF_SPRING = "org.springframework.";

  private StandaloneService() {}

  /**
   * Starts it; it runs until it is told to stop.
   *
   * @param name what its log lines say they are from
   * @param service its configuration
   * @param arguments settings as {@code --anteroom.*}
   */
  public static void run(String name, SpringApplicationBuilder service, String... arguments) {
    service.web(WebApplicationType.NONE).properties(ServiceLog.settings(name));
    service.application().setKeepAlive(true);
    try {
      service.run(arguments);
    } catch (RuntimeException | Error failure) {
      sentence(failure)
          .ifPresentOrElse(
              why -> log.error("{} can't start: {}", name, why),
              () -> log.error("{} can't start", name, failure));
      System.exit(FAILED);
    }
  }

  /** What an operator can mend, in words; empty if the failure is of another kind. */
  static Optional<String> sentence(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return causes.stream().anyMatch(ConversionException.class::isInstance)
        ? causes.stream()
            .filter(BindException.class::isInstance)
            .map(BindException.class::cast)
            .map(StandaloneService::unreadable)
            .findFirst()
        : causes.stream()
            .filter(cause -> !cause.getClass().getName().startsWith(OF_SPRING))
            .findFirst()
            .filter(StandaloneService::isMeantForPeople)
            .flatMap(cause -> Optional.ofNullable(cause.getMessage()));
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }

  /** A value of the wrong type. It is not quoted: it may be a secret in the wrong place. */
  private static String unreadable(BindException at) {
    String setting = at.getName().toString();
    String variable = setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return "%s (%s) can't be read as %s"
        .formatted(setting, variable, at.getTarget().getType().toClass().getSimpleName());
  }

  private static boolean isMeantForPeople(Throwable cause) {
    return cause instanceof IllegalArgumentException
        || cause instanceof IllegalStateException
        || cause instanceof UncheckedIOException
        || cause.getClass().getName().startsWith(OURS);
  }
}
