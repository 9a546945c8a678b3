package io.anteroom.oidc.client;

import io.anteroom.domain.ticket.EventId;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads clients from JSON, and takes nothing that is not right in every part:
 *
 * <pre>
 *   [{"client_id": "Sample", "name": "shop", "secret_sha256": ["9f86..."],
 *     "redirect_uris": ["https://shop.example/callback"],
 *     "initiate_login_uri": "https://shop.example/login"}]
 * </pre>
 */
final class ClientsReader {

  /** More than this in one installation is a mistake somewhere. */
  private static final int MOST_CLIENTS = 500;

  /** One for each site that shares a client's secret. */
  private static final int MOST_REDIRECT_URIS = 20;

  /** The one in use and, while it is changed, the next. */
  private static final int MOST_SECRETS = 2;

  private static final String ROOM = "client_id";
  private static final String NAME = "name";
  private static final String SECRETS = "secret_sha256";
  private static final String REDIRECT_URIS = "redirect_uris";
  private static final String INITIATE_LOGIN_URI = "initiate_login_uri";
  private static final Set<String> NEEDED = Set.of(ROOM, NAME, SECRETS, REDIRECT_URIS);

  private static final Pattern GOOD_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SHA_256 = Pattern.compile("\\p{XDigit}{64}");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String source;

  /** Reads what comes from there. */
  ClientsReader(String source) {
    this.source = source;
  }

  /**
   * The clients.
   *
   * @throws IllegalArgumentException if something is wrong; the message says where, and quotes
   *     nothing but names that are in order
   */
  List<Client> read(String json) {
    JsonNode root = tree(json);
    require(
        root.isArray() && root.size() <= MOST_CLIENTS,
        " must be a JSON array of at most " + MOST_CLIENTS + " clients");
    List<Client> clients = new ArrayList<>();
    for (JsonNode entry : root) {
      clients.add(client(entry, clients.size() + 1));
    }
    requireApart(clients);
    return clients;
  }

  private JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw wrong(
          e.getLocation() == null
              ? " is not JSON, or has a field twice"
              : " is not JSON, or has a field twice, at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private Client client(JsonNode entry, int number) {
    String which = ": client " + number;
    Set<String> fields = new HashSet<>(entry.propertyNames());
    fields.remove(INITIATE_LOGIN_URI);
    require(
        entry.isObject() && NEEDED.equals(fields),
        which
            + " must have "
            + ROOM
            + ", "
            + NAME
            + ", "
            + SECRETS
            + ", "
            + REDIRECT_URIS
            + ", perhaps "
            + INITIATE_LOGIN_URI
            + ", and nothing else");
    String room = text(entry.path(ROOM));
    require(EventId.isValid(room), which + " must have the name of a room as " + ROOM);
    String name = text(entry.path(NAME));
    require(
        GOOD_NAME.matcher(name).matches(),
        which + " must have a " + NAME + " of 1 to 64 characters of A-Z a-z 0-9 . _ -");
    String who = which + " (" + room + "/" + name + ")";
    List<String> secrets = texts(entry.path(SECRETS));
    require(
        isFilled(secrets, MOST_SECRETS, text -> SHA_256.matcher(text).matches()),
        who
            + " must have 1 to "
            + MOST_SECRETS
            + " SHA-256 hashes, of 64 hex digits each, in "
            + SECRETS);
    List<String> redirectUris = texts(entry.path(REDIRECT_URIS));
    require(
        isFilled(redirectUris, MOST_REDIRECT_URIS, RedirectUri::isGood),
        who
            + " must have 1 to "
            + MOST_REDIRECT_URIS
            + " "
            + RedirectUri.RULE
            + " in "
            + REDIRECT_URIS);
    return new Client(
        new EventId(room),
        name,
        secrets.stream().map(HexFormat.of()::parseHex).toList(),
        Set.copyOf(redirectUris),
        initiateLoginUri(entry, who));
  }

  private Optional<URI> initiateLoginUri(JsonNode entry, String who) {
    if (!entry.has(INITIATE_LOGIN_URI)) {
      return Optional.empty();
    }
    String uri = text(entry.path(INITIATE_LOGIN_URI));
    require(
        RedirectUri.isGood(uri),
        who + " must have an absolute http or https address as " + INITIATE_LOGIN_URI);
    return Optional.of(URI.create(uri));
  }

  /** What is found by one of these must be one client. */
  private void requireApart(List<Client> clients) {
    Set<String> names = new HashSet<>();
    Set<String> redirectUris = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    for (Client client : clients) {
      require(names.add(client.toString()), ": client " + client + " is there twice");
      for (String uri : client.redirectUris()) {
        require(
            redirectUris.add(client.room() + " " + uri),
            ": a redirect URI of " + client + " belongs to another client of its room");
      }
      for (byte[] hash : client.secretHashes()) {
        require(
            secrets.add(client.room() + " " + HexFormat.of().formatHex(hash)),
            ": a secret of " + client + " belongs to another client of its room");
      }
    }
  }

  private static boolean isFilled(List<String> texts, int most, Predicate<String> good) {
    return !texts.isEmpty()
        && texts.size() <= most
        && texts.stream().allMatch(good)
        && texts.size() == Set.copyOf(texts).size();
  }

  /** Empty, which is never right, where there is something else. */
  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  private static List<String> texts(JsonNode node) {
    return node.isArray() ? node.valueStream().map(ClientsReader::text).toList() : List.of();
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      throw wrong(otherwise);
    }
  }

  private IllegalArgumentException wrong(String words) {
    return new IllegalArgumentException(source + words);
  }
}
