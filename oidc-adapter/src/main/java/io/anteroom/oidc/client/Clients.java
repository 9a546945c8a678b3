package io.anteroom.oidc.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.signature.Digests;
import io.anteroom.privatefile.PrivateFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All clients of this provider, by their rooms. */
public final class Clients {

  private static final String SETTINGS =
      "anteroom.oidc.clients (ANTEROOM_OIDC_CLIENTS) or anteroom.oidc.clients-file"
          + " (ANTEROOM_OIDC_CLIENTS_FILE)";

  /** As many clients as there may be, each with a few addresses of the usual length. */
  private static final int MAX_FILE_BYTES = 1024 * 1024;

  /**
   * Secrets must be too long to guess: only then a plain hash hides them as well as a slow one. 32
   * hex digits are 128 bits.
   */
  static final int SHORTEST_SECRET = 32;

  private static final int LONGEST_SECRET = 512;

  private final Map<EventId, List<Client>> byRoom;

  Clients(Collection<Client> clients) {
    this.byRoom = clients.stream().collect(Collectors.groupingBy(Client::room));
  }

  /**
   * Reads what is configured. Without any, there are none.
   *
   * @param json given directly
   * @param file where it lies instead
   * @throws IllegalArgumentException if something about it is wrong; the message says where, and
   *     never quotes a secret or its hash
   */
  public static Clients from(Optional<String> json, Optional<Path> file) {
    if (json.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException(SETTINGS + " must be set, not both");
    }
    return file.map(path -> new PrivateFile("OpenID clients file", path))
        .map(lies -> read(lies.toString(), lies.read(MAX_FILE_BYTES)))
        .or(() -> json.map(text -> read("anteroom.oidc.clients (ANTEROOM_OIDC_CLIENTS)", text)))
        .orElseGet(() -> new Clients(List.of()));
  }

  private static Clients read(String source, String json) {
    return new Clients(new ClientsReader(source).read(json));
  }

  /** Says whether there are none, so that nobody can be sent through. */
  public boolean isEmpty() {
    return byRoom.isEmpty();
  }

  /** Says whether a room has any clients. */
  public boolean knows(EventId room) {
    return byRoom.containsKey(room);
  }

  /** The client of a room to which a redirect URI belongs; it never belongs to two. */
  public Optional<Client> find(EventId room, String redirectUri) {
    return of(room).stream().filter(client -> client.redirectsTo(redirectUri)).findAny();
  }

  /**
   * The client of a room that has this secret. Takes the same time for every secret that is none:
   * hashes are compared, to their ends, and with all clients.
   */
  public Optional<Client> findBySecret(EventId room, String secret) {
    if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
      return Optional.empty();
    }
    byte[] hash = Digests.sha256(secret.getBytes(UTF_8));
    Optional<Client> found = Optional.empty();
    for (Client client : of(room)) {
      if (client.hasSecret(hash)) {
        found = Optional.of(client);
      }
    }
    return found;
  }

  private List<Client> of(EventId room) {
    return byRoom.getOrDefault(room, List.of());
  }

  /** Says how many. */
  @Override
  public String toString() {
    return "Clients[" + byRoom.values().stream().mapToInt(List::size).sum() + "]";
  }
}
