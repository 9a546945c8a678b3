package io.anteroom.edge.management;

import io.anteroom.domain.ticket.RequestId;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;

/** A service that logs what no service should, in each of the places that a log line has. */
@Configuration(proxyBeanMethods = false)
class TalkativeService {

  static final String REQUEST = "0123abcd-4567-89ab-cdef-0123456789ab";
  static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJTYW1wbGUifQ.c2lnbmF0dXJl";

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(TalkativeService.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(ServiceLog.settings("talkative"));
    application.run(args).close();
    LoggerFactory.getLogger(TalkativeService.class)
        .atWarn()
        .addKeyValue("request", REQUEST)
        .addKeyValue("id", RequestId.parse(REQUEST))
        .addKeyValue("room", "Sample")
        .setCause(
            new IllegalStateException(
                "token " + TOKEN, new IllegalArgumentException("request " + REQUEST)))
        .log("{} has {}", REQUEST, TOKEN);
  }
}
