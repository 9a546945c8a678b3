package io.anteroom.oidc.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.signature.Digests;
import io.anteroom.privatefile.PrivateFileException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

  private static final EventId SAMPLE = new EventId("Sample");
  private static final EventId OTHER = new EventId("Other");
  private static final String SECRET = "a secret of the shop, long enough";
  private static final String NEXT = "the secret that the shop has next";
  private static final String HASH = hash(SECRET);
  private static final String GOOD =
      """
      [{"client_id": "Sample", "name": "shop", "secret_sha256": ["%s", "%s"],
        "redirect_uris": ["https://shop.example/callback?a=1", "http://localhost:3000/"]},
       {"client_id": "Sample", "name": "tickets", "secret_sha256": ["%s"],
        "redirect_uris": ["https://tickets.example/callback"]},
       {"client_id": "Other", "name": "shop", "secret_sha256": ["%s"],
        "redirect_uris": ["https://tickets.example/callback"]}]
      """
          .formatted(
              HASH, hash(NEXT), hash("the secret of those with tickets"), hash("x".repeat(31)));

  private static String hash(String secret) {
    return Digests.sha256Hex(secret.getBytes(UTF_8));
  }

  private static Clients clients(String json) {
    return Clients.from(Optional.of(json), Optional.empty());
  }

  @Test
  void findsAClientByItsRoomAndTheExactAddressThatPeopleAreSentBackTo() {
    Clients clients = clients(GOOD);

    assertThat(clients.find(SAMPLE, "https://shop.example/callback?a=1"))
        .map(Client::name)
        .hasValue("shop");
    assertThat(clients.find(SAMPLE, "https://tickets.example/callback"))
        .map(Client::toString)
        .hasValue("Sample/tickets");
    assertThat(clients.find(OTHER, "https://tickets.example/callback"))
        .map(Client::toString)
        .hasValue("Other/shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/callback",
        "https://shop.example/callback?a=1&b=2",
        "https://shop.example/callback?a=1#",
        "https://shop.example/callback%3Fa=1",
        "https://shop.example/../callback?a=1",
        "https://SHOP.example/callback?a=1",
        "https://shop.example:443/callback?a=1",
        "http://shop.example/callback?a=1",
        "http://localhost:3001/",
        "http://localhost:3000",
        ""
      })
  void findsNoneByWhatAlmostIsItsAddress(String almost) {
    assertThat(clients(GOOD).find(SAMPLE, almost)).isEmpty();
  }

  @Test
  void knowsTheRoomsThatHaveClients() {
    assertThat(clients(GOOD).knows(SAMPLE)).isTrue();
    assertThat(clients(GOOD).knows(new EventId("sample"))).isFalse();
    assertThat(clients(GOOD).isEmpty()).isFalse();
    assertThat(clients("[]").isEmpty()).isTrue();
    assertThat(Clients.from(Optional.empty(), Optional.empty()).isEmpty()).isTrue();
  }

  @Test
  void knowsWhereALoginOfAClientBeginsIfItSaysSo() {
    String begins = "[" + entry("\"initiate_login_uri\": \"https://shop.example/login\"", "") + "]";

    assertThat(clients(begins).find(SAMPLE, "https://shop.example/").orElseThrow())
        .satisfies(shop ->
            assertThat(shop.initiateLoginUri()).hasValue(URI.create("https://shop.example/login")));
    assertThat(
            clients(GOOD).find(SAMPLE, "http://localhost:3000/").orElseThrow().initiateLoginUri())
        .isEmpty();
  }

  @Test
  void findsAClientByEitherOfItsSecretsAndInItsRoomOnly() {
    Clients clients = clients(GOOD);

    assertThat(clients.findBySecret(SAMPLE, SECRET)).map(Client::name).hasValue("shop");
    assertThat(clients.findBySecret(SAMPLE, NEXT)).map(Client::name).hasValue("shop");
    assertThat(clients.findBySecret(OTHER, SECRET)).isEmpty();
    assertThat(clients.findBySecret(new EventId("Unknown"), SECRET)).isEmpty();
    assertThat(clients.findBySecret(SAMPLE, SECRET + " ")).isEmpty();
    assertThat(clients.findBySecret(SAMPLE, HASH)).isEmpty();
  }

  @Test
  void takesNoSecretThatCouldBeGuessedEvenIfItIsRight() {
    assertThat(clients(GOOD).findBySecret(OTHER, "x".repeat(31))).isEmpty();
  }

  @Test
  void readsThemFromAFileThatOnlyItsOwnerMayRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("clients.json"), GOOD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(Clients.from(Optional.empty(), Optional.of(file)).knows(SAMPLE)).isTrue();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> Clients.from(Optional.empty(), Optional.of(file)))
        .isInstanceOf(PrivateFileException.class)
        .hasMessageContaining("clients.json");
  }

  @Test
  void refusesTwoSourcesAtOnce(@TempDir Path folder) {
    assertThatThrownBy(() -> Clients.from(Optional.of(GOOD), Optional.of(folder)))
        .hasMessageContaining("ANTEROOM_OIDC_CLIENTS_FILE")
        .hasMessageContaining("not both");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("", "must be a JSON array"),
        arguments("{}", "must be a JSON array"),
        arguments("[", "is not JSON, or has a field twice, at line 1"),
        arguments("[] []", "is not JSON"),
        arguments("[" + entry("\"name\": \"twice\"", "") + "]", "has a field twice"),
        arguments("[{}]", "client 1 must have client_id, name, secret_sha256, redirect_uris"),
        arguments("[" + entry("\"redirect_uri\": []", "") + "]", "client 1 must have client_id"),
        arguments("[" + entry("", "client_id") + "]", "client 1 must have the name of a room"),
        arguments("[" + entry("", "name") + "]", "client 1 must have a name of 1 to 64"),
        arguments(
            "[" + entry("", "secret_sha256") + "]",
            "client 1 (Sample/shop) must have 1 to 2 SHA-256 hashes"),
        arguments(
            "[" + entry("", "redirect_uris") + "]",
            "client 1 (Sample/shop) must have 1 to 20 absolute http or https addresses"),
        arguments(
            "[" + entry("", "") + "," + entry("", "") + "]", "client Sample/shop is there twice"),
        arguments(
            "[" + entry("", "") + "," + entry("", "").replace("shop\"", "second\"") + "]",
            "a redirect URI of Sample/second belongs to another client of its room"),
        arguments(
            "[" + entry("", "") + "," + entry("", "").replace("shop", "second") + "]",
            "a secret of Sample/second belongs to another client of its room"),
        arguments(
            "[" + entry("\"initiate_login_uri\": \"/login\"", "") + "]",
            "client 1 (Sample/shop) must have an absolute http or https address"),
        arguments(
            IntStream.rangeClosed(1, 501)
                .mapToObj(i -> entry("", "").replace("Sample", "Room-" + i))
                .collect(Collectors.joining(",", "[", "]")),
            "at most 500 clients"));
  }

  /** One that would be right, but for what is added, or for a field that has something else. */
  private static String entry(String added, String spoilt) {
    String entry =
        """
        {"client_id": "Sample", "name": "shop", "secret_sha256": ["%s"],
         "redirect_uris": ["https://shop.example/"]%s}
        """
            .formatted(HASH, added.isEmpty() ? "" : "," + added);
    return entry
        .replace("\"" + spoilt + "\": \"", "\"" + spoilt + "\": \"-no good-: ")
        .replace("\"" + spoilt + "\": [", "\"" + spoilt + "\": [\"no good\", ");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatIsNotRightAndSaysWhereButNeverQuotesASecret(String json, String words) {
    assertThatThrownBy(() -> clients(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("anteroom.oidc.clients (ANTEROOM_OIDC_CLIENTS)")
        .hasMessageContaining(words)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("no good", HASH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/callback",
        "shop.example/callback",
        "//shop.example/callback",
        "shop:callback",
        "javascript:alert(1)",
        "ftp://shop.example/",
        "https:///callback",
        "https://user@shop.example/",
        "https://shop.example/#part",
        "https://shop.example/#",
        "https://shop.example/a b",
        "https://shop.example/%",
        "https://shöp.example/",
        "https://*.example/",
        "HTTPS://shop.example/"
      })
  void refusesAnAddressThatNobodyMayBeSentTo(String address) {
    String json = GOOD.replace("http://localhost:3000/", address);

    assertThatThrownBy(() -> clients(json)).hasMessageContaining("(Sample/shop)");
  }

  @Test
  void refusesAnAddressThatIsTooLong() {
    String json =
        GOOD.replace("http://localhost:3000/", "https://shop.example/" + "x".repeat(1004));

    assertThatThrownBy(() -> clients(json)).hasMessageContaining("at most 1024");
  }

  @Test
  void saysNothingOfSecretsWhenItIsShown() {
    assertThat(clients(GOOD)).hasToString("Clients[3]");
  }
}
