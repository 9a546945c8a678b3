package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.edge.Wire.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OriginDocumentIT {

  private EdgeServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsThePublicDocumentToEverybodyWhoMayKeepIt() throws IOException {
    server =
        EdgeServer.start(
            Origin.PUBLIC, 0, List.of(Face.open(PublicAccess.everybody()).document().build()));

    Reply reply = Wire.get(server.port(), "/openapi.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("{").contains("\"/assign_queue_num\"");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    String tag = reply.header("ETag");
    Reply again = Wire.get(server.port(), "/openapi.json", "If-None-Match: " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=300");
  }

  @Test
  void showsThePrivateDocumentWithoutLettingCachesKeepIt() throws IOException {
    PrivateAccess access = new PrivateAccess.BehindGateway();
    server = EdgeServer.start(Origin.PRIVATE, 0, List.of(Face.guarded(access).document().build()));

    Reply reply = Wire.get(server.port(), "/openapi.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("{").contains("\"/increment_serving_counter\"");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("ETag")).isNull();
  }
}
