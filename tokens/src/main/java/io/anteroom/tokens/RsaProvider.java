package io.anteroom.tokens;

import java.security.Provider;
import java.util.Optional;

/**
 * Who does the RSA arithmetic. Every provider gives the same signatures; the native one is about
 * three times as fast.
 *
 * @param provider the native provider; empty for the JDK's own
 * @param description for the log: its name, and why not the native one
 */
record RsaProvider(Optional<Provider> provider, String description) {

  private static final String NATIVE =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /** The JDK's own, which is always there. */
  static RsaProvider jdk(String because) {
    return new RsaProvider(Optional.empty(), "the JDK (" + because + ")");
  }

  /**
   * The native provider where it is on the class path, fits this platform and passes its own tests;
   * the JDK's otherwise. By name, because its jar is made for each platform and some have none.
   */
  static RsaProvider fastest() {
    try {
      Class<?> type = Class.forName(NATIVE);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      type.getMethod("assertHealthy").invoke(provider);
      return new RsaProvider(
          Optional.of(provider), provider.getName() + " " + provider.getVersionStr());
    } catch (ClassNotFoundException _) {
      return jdk("no native provider for this platform");
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      return jdk("the native provider does not work: " + reason);
    }
  }
}
