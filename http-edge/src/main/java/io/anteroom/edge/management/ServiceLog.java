package io.anteroom.edge.management;

import java.util.Map;

/**
 * How a service that runs on its own writes its log: one JSON object a line, by the Elastic Common
 * Schema, which stores of logs read without being told how.
 */
public final class ServiceLog {

  private ServiceLog() {}

  /**
   * The settings, for a start; whoever runs the service may set others.
   *
   * @param service what each line says it is from
   */
  public static Map<String, Object> settings(String service) {
    return Map.of(
        "spring.application.name",
        service,
        "spring.main.banner-mode",
        "off",
        "logging.structured.format.console",
        "ecs",
        "logging.structured.json.customizer",
        LogMask.class.getName(),
        // A start that fails is told by StandaloneService, once.
        "logging.level.org.springframework.boot.SpringApplication",
        "off",
        "logging.level.org.springframework.boot.diagnostics",
        "off",
        "logging.level.org.springframework.context.annotation.AnnotationConfigApplicationContext",
        "error");
  }
}
