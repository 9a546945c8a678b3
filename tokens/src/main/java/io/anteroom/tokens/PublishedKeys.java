package io.anteroom.tokens;

import io.anteroom.domain.token.KeyId;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * The keys that Anteroom publishes at {@code /.well-known/jwks.json}, fetched when they are needed
 * and kept in memory. Safe for use by many threads; make one and share it.
 *
 * <pre>
 *   keys are       known kid                          unknown kid
 *   0 to 5 min old  from memory                        one fetch in 30 s, then an answer
 *   up to 1 h old   from memory, but whoever begins    one fetch in 30 s, then an answer
 *                   the one fetch in 30 s waits for it
 *   older, or none  one fetch in 5 s, and without keys from it nobody can tell
 * </pre>
 *
 * <p>One fetch at a time, for 3 s at most, whatever strangers send. Beside whoever begins it, 16
 * may wait for it; all others are answered from what is held, and without any that is "nobody can
 * tell". A key that was taken away is trusted until the next fetch; where the origin can't be
 * reached, for an hour.
 */
public final class PublishedKeys implements KeySource {

  /** How long keys are taken as they are: as long as the origin lets caches keep them. */
  static final Duration FRESH_FOR = Duration.ofMinutes(5);

  /** How long a site goes on without the origin. */
  static final Duration KEPT_FOR = Duration.ofHours(1);

  /** Between the beginnings of two fetches; keys are published long before they sign. */
  static final Duration COOL_DOWN = Duration.ofSeconds(30);

  /** The same while there is no key at all, and nobody gets in. */
  static final Duration COOL_DOWN_WITHOUT_KEYS = Duration.ofSeconds(5);

  /** For a fetch as a whole; somebody may wait for it. */
  static final Duration FETCH_LIMIT = Duration.ofSeconds(3);

  /** Who waits holds a thread of the site, which strangers must not be able to take one by one. */
  static final int MAX_WAITERS = 16;

  private final URI address;
  private final Map<String, String> headers;
  private final LongSupplier nanos;
  private final Semaphore places = new Semaphore(MAX_WAITERS);

  private volatile Optional<Held> held = Optional.empty();
  private Optional<Begun> last = Optional.empty();

  /** Keys, and when somebody asked for them. */
  private record Held(PublicKeys keys, long sinceNanos) {}

  private record Begun(KeyFetch fetch, long atNanos) {}

  PublishedKeys(URI publicOrigin, Map<String, String> headers, LongSupplier nanos) {
    this.address = addressAt(publicOrigin);
    this.headers = headers;
    this.nanos = nanos;
  }

  /**
   * The keys of an installation.
   *
   * @param publicOrigin where visitors reach it, such as {@code https://waiting.example}; use https
   *     wherever somebody could stand in between
   * @throws IllegalArgumentException if that is no http or https address
   */
  public static PublishedKeys at(URI publicOrigin) {
    return new PublishedKeys(publicOrigin, headers(), System::nanoTime);
  }

  /**
   * The same, where the origin asks for a key.
   *
   * @param originKey sent in {@code x-api-key}
   * @throws IllegalArgumentException if the key has other characters than visible ASCII
   */
  public static PublishedKeys at(URI publicOrigin, String originKey) {
    if (originKey.isEmpty() || !originKey.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException("an origin key must be visible ASCII characters");
    }
    Map<String, String> headers = headers();
    headers.put("x-api-key", originKey);
    return new PublishedKeys(publicOrigin, headers, System::nanoTime);
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    return headers;
  }

  private static URI addressAt(URI origin) {
    boolean web = "https".equals(origin.getScheme()) || "http".equals(origin.getScheme());
    if (!web
        || origin.getHost() == null
        || origin.getUserInfo() != null
        || origin.getQuery() != null
        || origin.getFragment() != null) {
      throw new IllegalArgumentException(
          "the public origin must be like https://waiting.example, not " + origin);
    }
    String text = origin.toString();
    return URI.create((text.endsWith("/") ? text : text + "/") + ".well-known/jwks.json");
  }

  @Override
  public Optional<RSAPublicKey> find(KeyId keyId) {
    Optional<RSAPublicKey> known = youngerThan(KEPT_FOR).flatMap(keys -> keys.find(keyId));
    if (known.isPresent() && youngerThan(FRESH_FOR).isPresent()) {
      return known;
    }
    refresh(known.isPresent());
    return kept().find(keyId);
  }

  /**
   * All of them, for somebody who publishes them too.
   *
   * @throws KeysUnavailableException if nobody knows at the moment which there are
   */
  public PublicKeys all() {
    if (youngerThan(FRESH_FOR).isEmpty()) {
      refresh(youngerThan(KEPT_FOR).isPresent());
    }
    return kept();
  }

  /** Whoever begins waits, so that a function that sleeps between its calls gets fresh keys too. */
  private void refresh(boolean goesOnWithout) {
    Optional<KeyFetch> begun = begin();
    begun.ifPresent(KeyFetch::await);
    if (begun.isEmpty() && !goesOnWithout) {
      underWay().ifPresent(this::awaitInAPlace);
    }
  }

  private PublicKeys kept() {
    return youngerThan(KEPT_FOR)
        .orElseThrow(() -> new KeysUnavailableException("no keys from " + address));
  }

  /** Waits for a fetch that somebody else began, unless too many do. */
  private void awaitInAPlace(KeyFetch fetch) {
    if (places.tryAcquire()) {
      try {
        fetch.await();
      } finally {
        places.release();
      }
    }
  }

  private Optional<PublicKeys> youngerThan(Duration age) {
    return held.filter(keys -> isWithin(age, keys.sinceNanos())).map(Held::keys);
  }

  private boolean isWithin(Duration time, long sinceNanos) {
    return nanos.getAsLong() - sinceNanos < time.toNanos();
  }

  private synchronized Optional<KeyFetch> underWay() {
    return last.map(Begun::fetch).filter(fetch -> !fetch.isOver());
  }

  /** A new fetch; empty while another is under way, or if it is too early for one. */
  private synchronized Optional<KeyFetch> begin() {
    Optional<KeyFetch> other = underWay();
    other.ifPresent(KeyFetch::endIfOverdue);
    Duration pause = youngerThan(KEPT_FOR).isPresent() ? COOL_DOWN : COOL_DOWN_WITHOUT_KEYS;
    if (other.isPresent() || last.filter(begun -> isWithin(pause, begun.atNanos())).isPresent()) {
      return Optional.empty();
    }
    long now = nanos.getAsLong();
    KeyFetch begun =
        KeyFetch.begin(
            address,
            headers,
            FETCH_LIMIT,
            keys -> held = Optional.of(new Held(keys, now)),
            this::complain);
    last = Optional.of(new Begun(begun, now));
    return Optional.of(begun);
  }

  private void complain(Exception reason) {
    System.getLogger(PublishedKeys.class.getName())
        .log(
            Level.WARNING,
            "the published keys can''t be read from {0}: {1}; {2}",
            address,
            reason,
            youngerThan(KEPT_FOR).isPresent()
                ? "those read before are used"
                : "no token can be checked");
  }

  /** Never shows the origin key. */
  @Override
  public String toString() {
    return "PublishedKeys[" + address + "]";
  }
}
