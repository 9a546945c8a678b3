package io.anteroom.oidc.provider;

import io.anteroom.waitingpage.Look;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this provider is to be, and how it reaches the room.
 *
 * @param oidc what is its own
 * @param publicOrigin where people join and poll, and where the keys of tokens are published
 * @param privateOrigin where tokens are asked for
 * @param credentialsFile AWS shared-credentials file with the profile {@code anteroom}, by which
 *     private calls are signed
 * @param signingRegion the region for which they are signed
 */
@ConfigurationProperties("anteroom")
public record OidcSettings(
    @DefaultValue Own oidc,
    @DefaultValue("http://localhost:8080") URI publicOrigin,
    @DefaultValue("http://localhost:8081") URI privateOrigin,
    @Nullable Path credentialsFile,
    @DefaultValue("us-east-1") String signingRegion) {

  private static final int MAX_PORT = 65_535;

  /**
   * What is the provider's own.
   *
   * @param port where it listens, 0 for any
   * @param issuer where browsers and sites reach it, and what its tokens name as their issuer
   * @param clients who may use it, as JSON
   * @param clientsFile where that lies instead, mode 600
   * @param keyFile the keys that seal codes and cookies, mode 600
   * @param requestIdAsCode whether a request id counts as a code, as with the retired product
   * @param pageDir what the pages have in place of our look and our words
   */
  public record Own(
      @DefaultValue("8082") int port,
      @DefaultValue("http://localhost:8082") URI issuer,
      @Nullable String clients,
      @Nullable Path clientsFile,
      @Nullable Path keyFile,
      @DefaultValue("false") boolean requestIdAsCode,
      @Nullable Path pageDir) {

    /**
     * @throws IllegalArgumentException if the port is out of range
     */
    public Own {
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException(
            "anteroom.oidc.port (ANTEROOM_OIDC_PORT) must be 0 to " + MAX_PORT + ", not " + port);
      }
    }

    /** Never shows clients. */
    @Override
    public String toString() {
      return "Own[port " + port + ", " + issuer + ", clients hidden]";
    }
  }

  /**
   * Where this provider is reached.
   *
   * @throws IllegalArgumentException if the issuer is no such address
   */
  public ProviderAddress address() {
    return new ProviderAddress(oidc.issuer());
  }

  /** Who may use it, as JSON, if it is given directly. */
  public Optional<String> clients() {
    return Optional.ofNullable(oidc.clients());
  }

  /** Where that lies, if it is in a file. */
  public Optional<Path> clientsFile() {
    return Optional.ofNullable(oidc.clientsFile());
  }

  /**
   * How the pages look, and what they say.
   *
   * @throws IllegalArgumentException if there is a folder for that, and something wrong with it
   */
  public Look look() {
    try {
      return Optional.ofNullable(oidc.pageDir()).map(Look::in).orElseGet(Look::ours);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "anteroom.oidc.page-dir (ANTEROOM_OIDC_PAGE_DIR): " + e.getMessage(), e);
    }
  }

  /**
   * The keys that seal codes and cookies.
   *
   * @throws IllegalStateException if no file is named
   */
  public Path requiredKeyFile() {
    if (oidc.keyFile() == null) {
      throw new IllegalStateException(
          "anteroom.oidc.key-file (ANTEROOM_OIDC_KEY_FILE) must be set: codes and cookies are"
              + " sealed");
    }
    return oidc.keyFile();
  }

  /**
   * The keys by which private calls are signed.
   *
   * @throws IllegalStateException if no file is named
   */
  public Path requiredCredentialsFile() {
    if (credentialsFile == null) {
      throw new IllegalStateException(
          "anteroom.credentials-file (ANTEROOM_CREDENTIALS_FILE) must be set: oidc-adapter signs"
              + " its calls");
    }
    return credentialsFile;
  }
}
