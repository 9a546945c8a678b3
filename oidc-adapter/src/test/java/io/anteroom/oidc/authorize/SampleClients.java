package io.anteroom.oidc.authorize;

import io.anteroom.oidc.client.Clients;
import java.util.Optional;

/** Three sites: two that share a room, and one of another. */
final class SampleClients {

  static final String SHOP = "https://shop.example/callback";

  /** Has a query of its own, which must stay. */
  static final String TICKETS = "https://tickets.example/login?with=anteroom";

  /** It says where its logins begin; the others do not. */
  static final String TICKETS_BEGIN = "https://tickets.example/begin?here=1";

  static final String OTHER = "https://other.example/";

  private static final String JSON =
      """
      [{"client_id": "Sample", "name": "shop", "secret_sha256": ["%1$s1"],
        "redirect_uris": ["https://shop.example/callback"]},
       {"client_id": "Sample", "name": "tickets", "secret_sha256": ["%1$s2"],
        "redirect_uris": ["https://tickets.example/login?with=anteroom"],
        "initiate_login_uri": "https://tickets.example/begin?here=1"},
       {"client_id": "Other", "name": "shop", "secret_sha256": ["%1$s3"],
        "redirect_uris": ["https://other.example/"]}]
      """
          .formatted("0".repeat(63));

  private SampleClients() {}

  static Clients clients() {
    return Clients.from(Optional.of(JSON), Optional.empty());
  }
}
