package io.anteroom.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.signature.Digests;
import io.anteroom.oidc.client.Clients;
import java.util.Optional;

/** Three sites: two that share a room, and one of another. */
public final class SampleClients {

  /** Where the shop has people sent back to; it shares its room with those of tickets. */
  public static final String SHOP = "https://shop.example/callback";

  public static final String SHOP_SECRET = "the secret of the shop: +/=&%? \u00e9";

  /** Has a query of its own, which must stay. */
  public static final String TICKETS = "https://tickets.example/login?with=anteroom";

  /** It says where its logins begin; the others do not. */
  public static final String TICKETS_BEGIN = "https://tickets.example/begin?here=1";

  public static final String TICKETS_SECRET = "the-secret-of-those-who-sell-tickets";

  public static final String OTHER = "https://other.example/";

  /** As they are configured. */
  public static final String JSON =
      """
      [{"client_id": "Sample", "name": "shop", "secret_sha256": ["%s"],
        "redirect_uris": ["https://shop.example/callback"]},
       {"client_id": "Sample", "name": "tickets", "secret_sha256": ["%s"],
        "redirect_uris": ["https://tickets.example/login?with=anteroom"],
        "initiate_login_uri": "https://tickets.example/begin?here=1"},
       {"client_id": "Other", "name": "shop", "secret_sha256": ["%s"],
        "redirect_uris": ["https://other.example/"]}]
      """
          .formatted(hash(SHOP_SECRET), hash(TICKETS_SECRET), hash("that of the other site"));

  private SampleClients() {}

  private static String hash(String secret) {
    return Digests.sha256Hex(secret.getBytes(UTF_8));
  }

  /** All of them. */
  public static Clients clients() {
    return Clients.from(Optional.of(JSON), Optional.empty());
  }
}
