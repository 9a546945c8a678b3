package io.anteroom.authorizer;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublishedKeys;
import io.anteroom.tokens.TokenUse;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the function is told by its environment.
 *
 * @param keys the published ones, not fetched yet
 * @param expected what a token must say
 */
record Settings(PublishedKeys keys, Expectation expected) {

  private static final String ORIGIN = "ANTEROOM_PUBLIC_ORIGIN";
  private static final String ORIGIN_KEY = "ANTEROOM_ORIGIN_KEY";
  private static final String EVENT_ID = "ANTEROOM_EVENT_ID";
  private static final String ISSUER = "ANTEROOM_ISSUER";
  private static final String CLOCK_SKEW = "ANTEROOM_CLOCK_SKEW";

  /** A token may be shown in the second in which it was made, by a clock that is a little ahead. */
  private static final Duration DEFAULT_SKEW = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if a variable is missing or wrong; the message names it
   */
  static Settings of(Map<String, String> environment) {
    URI origin = origin(required(environment, ORIGIN));
    PublishedKeys open = keys(origin);
    PublishedKeys keys =
        optional(environment, ORIGIN_KEY).map(key -> keys(origin, key)).orElse(open);
    EventId room = room(required(environment, EVENT_ID));
    Issuer issuer = issuer(optional(environment, ISSUER).orElse(origin.toString()));
    Duration skew = optional(environment, CLOCK_SKEW).map(Settings::skew).orElse(DEFAULT_SKEW);
    return new Settings(keys, expectation(room, issuer, skew));
  }

  private static URI origin(String text) {
    try {
      URI origin = new URI(text);
      if ("".equals(origin.getRawPath())) {
        return origin;
      }
    } catch (URISyntaxException _) {
      // Told below, as any other text that is no origin.
    }
    throw noOrigin();
  }

  private static PublishedKeys keys(URI origin) {
    try {
      return PublishedKeys.at(origin);
    } catch (IllegalArgumentException _) {
      throw noOrigin();
    }
  }

  private static PublishedKeys keys(URI origin, String originKey) {
    try {
      return PublishedKeys.at(origin, originKey);
    } catch (IllegalArgumentException e) {
      throw wrong(ORIGIN_KEY, e);
    }
  }

  /** A path or a slash would be in the issuer too, which is compared to the letter. */
  private static IllegalArgumentException noOrigin() {
    return wrong(ORIGIN, "must be like https://waiting.example.com, without a path or a slash");
  }

  private static EventId room(String text) {
    try {
      return new EventId(text);
    } catch (IllegalArgumentException e) {
      throw wrong(EVENT_ID, e);
    }
  }

  private static Issuer issuer(String text) {
    try {
      return new Issuer(text);
    } catch (IllegalArgumentException e) {
      throw wrong(ISSUER, e);
    }
  }

  private static Duration skew(String seconds) {
    try {
      return Duration.ofSeconds(Integer.parseInt(seconds));
    } catch (NumberFormatException _) {
      throw wrong(CLOCK_SKEW, "must be a whole number of seconds");
    }
  }

  private static Expectation expectation(EventId room, Issuer issuer, Duration skew) {
    try {
      return new Expectation(room, issuer, TokenUse.ACCESS, skew);
    } catch (IllegalArgumentException e) {
      throw wrong(CLOCK_SKEW, e);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name).orElseThrow(() -> wrong(name, "must be set"));
  }

  /** Templates leave variables empty that they have no value for. */
  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static IllegalArgumentException wrong(String name, String why) {
    return new IllegalArgumentException(name + " " + why);
  }

  private static IllegalArgumentException wrong(String name, IllegalArgumentException why) {
    return new IllegalArgumentException(name + ": " + why.getMessage(), why);
  }
}
