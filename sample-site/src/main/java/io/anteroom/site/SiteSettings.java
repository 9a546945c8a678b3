package io.anteroom.site;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the shop is, and which room stands before it.
 *
 * @param site what is its own
 * @param publicOrigin where its visitors wait, and where the keys of their tokens are published
 * @param privateOrigin where it says that somebody is done, and what the control panel calls
 * @param credentialsFile AWS shared-credentials file with the profile {@code anteroom}, by which
 *     the shop signs its calls
 * @param signingRegion the region for which they are signed
 */
@ConfigurationProperties("anteroom")
public record SiteSettings(
    @DefaultValue Own site,
    @DefaultValue("http://localhost:8080") URI publicOrigin,
    @DefaultValue("http://localhost:8081") URI privateOrigin,
    @Nullable Path credentialsFile,
    @DefaultValue("us-east-1") String signingRegion) {

  private static final int MAX_PORT = 65_535;

  /**
   * What is the shop's own.
   *
   * @param port where it listens, 0 for any
   * @param origin where browsers reach it; where that is https, its cookies are for TLS alone
   * @param event the room before it
   * @param issuer whose tokens it takes: the room's {@code issuer}
   * @param controlPanel whether it shows the control panel, too
   */
  public record Own(
      @DefaultValue("8083") int port,
      @DefaultValue("http://localhost:8083") URI origin,
      @DefaultValue("Sample") String event,
      @Nullable URI issuer,
      @DefaultValue("false") boolean controlPanel) {

    /**
     * @throws IllegalArgumentException if the port is out of range
     */
    public Own {
      if (port < 0 || port > MAX_PORT) {
        throw new IllegalArgumentException(
            "anteroom.site.port (ANTEROOM_SITE_PORT) must be 0 to " + MAX_PORT + ", not " + port);
      }
    }
  }

  /** Whose tokens count: by default the public origin's, as of rooms that name no other. */
  String issuer() {
    return Optional.ofNullable(site.issuer()).orElse(publicOrigin).toString();
  }

  /** Whether browsers reach the shop by TLS. */
  boolean isSecure() {
    return "https".equals(site.origin().getScheme());
  }

  /**
   * The keys by which private calls are signed.
   *
   * @throws IllegalStateException if no file is named
   */
  Path requiredCredentialsFile() {
    if (credentialsFile == null) {
      throw new IllegalStateException(
          "anteroom.credentials-file (ANTEROOM_CREDENTIALS_FILE) must be set: the shop signs its"
              + " calls");
    }
    return credentialsFile;
  }
}
