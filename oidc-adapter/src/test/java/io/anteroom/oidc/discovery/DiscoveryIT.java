package io.anteroom.oidc.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.anteroom.oidc.Provider;
import io.anteroom.oidc.Provider.Reply;
import io.anteroom.oidc.RoomStub;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(BackendsExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class DiscoveryIT {

  private RoomStub rooms;
  private Provider provider;

  @BeforeAll
  void start(Backends backends, @TempDir Path folder) {
    rooms = new RoomStub();
    provider = Provider.start(backends, rooms, folder, Map.of());
  }

  @AfterAll
  void stop() {
    provider.close();
    rooms.close();
  }

  @Test
  void describesTheProviderInTheWordsOfTheStandard() throws ParseException {
    Reply reply = provider.get("/.well-known/openid-configuration");

    JsonNode expected =
        JsonMapper.shared()
            .readTree(
                """
                {"issuer": "https://login.example",
                 "authorization_endpoint": "https://login.example/authorize",
                 "token_endpoint": "https://login.example/token",
                 "userinfo_endpoint": "https://login.example/userInfo",
                 "jwks_uri": "https://login.example/.well-known/jwks.json",
                 "response_types_supported": ["code"],
                 "response_modes_supported": ["query"],
                 "grant_types_supported": ["authorization_code"],
                 "scopes_supported": ["openid"],
                 "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"],
                 "token_endpoint_auth_methods_supported":
                   ["client_secret_basic", "client_secret_post"],
                 "code_challenge_methods_supported": ["S256"],
                 "prompt_values_supported": ["none", "login", "consent", "select_account"],
                 "claims_supported": ["iss", "aud", "sub", "exp", "iat", "nbf", "jti", "nonce",
                   "auth_time", "token_use", "queue_position"],
                 "claims_parameter_supported": false,
                 "request_parameter_supported": false,
                 "request_uri_parameter_supported": false,
                 "authorization_response_iss_parameter_supported": true}
                """);
    assertThat(reply.json()).isEqualTo(expected);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(OIDCProviderMetadata.parse(reply.response().body()).getIssuer())
        .hasToString(Provider.ISSUER);
  }

  @Test
  void publishesTheKeysThatTokenServicePublishes() {
    Reply reply = provider.get("/.well-known/jwks.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(JsonMapper.shared().readTree(rooms.jwks()));
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void saysWhenNobodyKnowsTheKeys(Backends backends, @TempDir Path folder) {
    try (Provider lost =
        Provider.start(backends, rooms, folder, Map.of("public-origin", "http://localhost:1"))) {
      Reply reply = lost.get("/.well-known/jwks.json");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.header("Retry-After")).isNotEmpty();
    }
  }

  @Test
  void isNotReadyAsLongAsNobodyKnowsWhichCodesWereUsed() {
    // Nobody has made its topics.
    assertThat(provider.troubles()).containsOnlyKeys("oidc-adapter/used-codes");
  }
}
