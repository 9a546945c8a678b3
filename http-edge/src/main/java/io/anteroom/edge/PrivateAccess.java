package io.anteroom.edge;

import io.anteroom.edge.signature.Credentials;
import io.anteroom.edge.signature.SignatureCheck;
import io.anteroom.edge.signature.SignedRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Who may call a private face. Fails closed: nobody forgot to lock it. */
public sealed interface PrivateAccess extends Access {

  /**
   * Decides from what is configured. Credentials are checked wherever there are any, even behind a
   * gateway.
   *
   * @param region the region that callers must sign for
   * @throws IllegalStateException if there are no credentials and no gateway either
   */
  static PrivateAccess from(Optional<Path> credentialsFile, String region, boolean gatewayInFront) {
    if (credentialsFile.isPresent()) {
      return signedWith(Credentials.read(credentialsFile.get()), region, Clock.systemUTC());
    }
    if (gatewayInFront) {
      return new BehindGateway();
    }
    throw new IllegalStateException(
        "The private API has no credentials: set anteroom.credentials-file (ANTEROOM_CREDENTIALS_FILE),"
            + " or anteroom.gateway-in-front=true where a gateway checks the signatures");
  }

  /** Callers sign with one of these credentials. */
  static PrivateAccess signedWith(Credentials credentials, String region, Clock clock) {
    return new Signed(new SignatureCheck(credentials, region, clock), Set.of());
  }

  /** The same callers, and those may call from pages of these origins, too. */
  PrivateAccess alsoFrom(Set<String> panels);

  /** The origins of pages that may call from a browser. */
  Set<String> panels();

  /** Says whether a request may pass. */
  boolean admits(SignedRequest request);

  /** Says, by its head alone, whether a request could pass; one that could may still be refused. */
  boolean mayAdmit(SignedRequest head);

  /** Checks signatures itself. */
  record Signed(SignatureCheck check, Set<String> panels) implements PrivateAccess {
    @Override
    public PrivateAccess alsoFrom(Set<String> origins) {
      return new Signed(check, origins);
    }

    @Override
    public boolean admits(SignedRequest request) {
      return check.accepts(request);
    }

    @Override
    public boolean mayAdmit(SignedRequest head) {
      return check.couldAccept(head);
    }
  }

  /** A gateway has checked them, and nothing else can reach this port. */
  record BehindGateway(Set<String> panels) implements PrivateAccess {
    /** Called by programs only. */
    public BehindGateway() {
      this(Set.of());
    }

    @Override
    public PrivateAccess alsoFrom(Set<String> origins) {
      return new BehindGateway(origins);
    }

    @Override
    public boolean admits(SignedRequest request) {
      return true;
    }

    @Override
    public boolean mayAdmit(SignedRequest head) {
      return true;
    }
  }
}
