package io.anteroom.inlets.plan;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which inlets there are, and how the service reaches rooms and AWS.
 *
 * @param inlets by name
 * @param privateOrigin where the private API is
 * @param credentialsFile AWS shared-credentials file with the profile {@code anteroom}, by which
 *     calls are signed
 * @param signingRegion the region for which they are signed
 * @param aws where alarms and queues are
 */
@ConfigurationProperties("anteroom")
public record InletsSettings(
    @DefaultValue Map<String, InletSettings> inlets,
    @DefaultValue("http://localhost:8081") URI privateOrigin,
    @Nullable Path credentialsFile,
    @DefaultValue("us-east-1") String signingRegion,
    @DefaultValue AwsSettings aws) {

  static final String INLETS = "anteroom.inlets.";

  /** More than this in one installation is a mistake somewhere. */
  private static final int MAX_INLETS = 100;

  /**
   * @throws IllegalArgumentException if there are too many inlets
   */
  public InletsSettings {
    if (inlets.size() > MAX_INLETS) {
      throw new IllegalArgumentException(
          "anteroom.inlets must name at most " + MAX_INLETS + " inlets, not " + inlets.size());
    }
    inlets = Map.copyOf(inlets);
  }

  /**
   * What each inlet is to do, by name.
   *
   * @throws IllegalArgumentException if a setting can't be used; the message says which and why
   */
  public List<InletPlan> plans() {
    return inlets.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(inlet -> PlanReader.plan(inlet.getKey(), inlet.getValue()))
        .toList();
  }

  /**
   * The keys by which calls are signed.
   *
   * @throws IllegalStateException if no file is named
   */
  public Path requiredCredentialsFile() {
    if (credentialsFile == null) {
      throw new IllegalStateException(
          "anteroom.credentials-file (ANTEROOM_CREDENTIALS_FILE) must be set: inlets sign their"
              + " calls");
    }
    return credentialsFile;
  }
}
