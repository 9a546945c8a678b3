package io.anteroom.edge;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a service listens and who may call it.
 *
 * @param publicPort port of the public origin, 0 for any
 * @param privatePort port of the private origin, 0 for any
 * @param managementPort port of health and metrics, 0 for any
 * @param originKeys what callers of the public origin must send one of; none is asked for if this
 *     and the file are absent
 * @param originKeyFile where those keys lie instead, mode 600, one in a line
 * @param credentialsFile AWS shared-credentials file with the profile {@code anteroom}
 * @param signingRegion the region that callers must sign for
 * @param panelOrigins origins of the control panels whose pages may call the private origin from a
 *     browser; none if absent
 * @param gatewayInFront a gateway has checked the signatures, so that credentials may be missing
 */
@ConfigurationProperties("anteroom")
public record EdgeSettings(
    @DefaultValue("8080") int publicPort,
    @DefaultValue("8081") int privatePort,
    @DefaultValue("8079") int managementPort,
    @Nullable List<String> originKeys,
    @Nullable Path originKeyFile,
    @Nullable Path credentialsFile,
    @DefaultValue("us-east-1") String signingRegion,
    @Nullable List<String> panelOrigins,
    @DefaultValue("false") boolean gatewayInFront) {

  private static final int MAX_PORT = 65_535;

  /**
   * @throws IllegalArgumentException if a port is out of range
   */
  public EdgeSettings {
    requirePort("anteroom.public-port", publicPort);
    requirePort("anteroom.private-port", privatePort);
    requirePort("anteroom.management-port", managementPort);
  }

  /** Never shows a key. */
  @Override
  public String toString() {
    return "EdgeSettings[ports %d %d %d, keys hidden]"
        .formatted(publicPort, privatePort, managementPort);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(name + " must be 0 to " + MAX_PORT + ", not " + port);
    }
  }

  /**
   * Who may call the public face.
   *
   * @throws IllegalArgumentException if the keys can't be used
   */
  public PublicAccess publicAccess() {
    return PublicAccess.from(Optional.ofNullable(originKeys), Optional.ofNullable(originKeyFile));
  }

  /**
   * What a service sends in {@code x-api-key} that calls the public origin itself: the first key.
   *
   * @throws IllegalArgumentException if the keys can't be used
   */
  public Optional<String> originKey() {
    return PublicAccess.configured(
            Optional.ofNullable(originKeys), Optional.ofNullable(originKeyFile))
        .map(PublicAccess::requireGood)
        .map(List::getFirst);
  }

  /**
   * Who may call the private face.
   *
   * @throws IllegalStateException if there are no credentials and no gateway either
   * @throws IllegalArgumentException if a panel has no such origin
   */
  public PrivateAccess privateAccess() {
    return PrivateAccess.from(Optional.ofNullable(credentialsFile), signingRegion, gatewayInFront)
        .alsoFrom(PanelOrigins.checked(Optional.ofNullable(panelOrigins).orElse(List.of())));
  }
}
