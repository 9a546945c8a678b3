package io.anteroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class BackendsExtensionIT {
  private final Backends ofTheClass;

  BackendsExtensionIT(Backends backends) {
    ofTheClass = backends;
  }

  @Test
  void givesABrokerThatTakesTopicsUnderThePrefix(Backends backends) throws Exception {
    String topic = backends.topicPrefix() + "guests";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", backends.bootstrap()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(2), Optional.empty())))
          .all()
          .get(10, TimeUnit.SECONDS);
      assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).contains(topic);
    }
  }

  @Test
  void givesARedisThatAnswers(Backends backends) throws Exception {
    URI redis = URI.create(backends.redisUrl());
    try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
      socket.getOutputStream().write("DBSIZE\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(2)).asString().isEqualTo(":0");
    }
  }

  @Nested
  class InANestedClass {
    @Test
    void sharesWhatTheOuterClassHas(Backends backends) {
      assertThat(backends).isSameAs(ofTheClass);
    }
  }
}
