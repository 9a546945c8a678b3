package io.anteroom.oidc.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.signature.Digests;
import io.anteroom.oidc.provider.ProviderAddress;
import io.anteroom.oidc.seal.Sealer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The cookie that keeps a browser's place, one for each room. It is sealed: a request id stands in
 * logs and pages, and must not be enough to take somebody's place.
 *
 * <p>It comes along when a site sends a browser here by a link or a redirect ({@code SameSite=Lax},
 * RFC 6265bis section 5.6.7.1), but not with a form, and not from within another page.
 */
public final class PlaceCookie {

  /** What it is sealed as. */
  static final String USE = "anteroom-place+jwe";

  /** Longer than anybody waits, and than most tokens are good. */
  private static final Duration KEPT_FOR = Duration.ofDays(7);

  private static final String PREFIX = "anteroom-place-";

  /** Binds the cookie to this very host, so that no neighbour can set it. Takes https. */
  private static final String HOST_PREFIX = "__Host-";

  /** 96 bits, so that no two rooms share one; a room's own name may be as long as 128 letters. */
  private static final int NAME_CHARACTERS = 16;

  private final Sealer sealer;
  private final ProviderAddress address;

  private final Seldom unreadable =
      new Seldom(
          "A browser brought a place that no key opens, and gets another at the end of the line:"
              + " was a sealing key taken away before its time?");

  /** Cookies of that provider, under that seal. */
  public PlaceCookie(Sealer sealer, ProviderAddress address) {
    this.sealer = sealer;
    this.address = address;
  }

  /**
   * The place that a browser holds in a room.
   *
   * @param cookies the header {@code Cookie}
   */
  public Optional<HeldPlace> find(EventId room, Optional<String> cookies) {
    String start = name(room) + "=";
    return cookies.stream()
        .flatMap(header -> Arrays.stream(header.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(start))
        .map(cookie -> open(cookie.substring(start.length())))
        .flatMap(Optional::stream)
        // Whoever writes the cookie of one room under the name of another gains nothing.
        .filter(place -> place.room().equals(room))
        .findFirst();
  }

  private Optional<HeldPlace> open(String value) {
    Optional<HeldPlace> place = sealer.open(USE, value).flatMap(HeldPlace::of);
    if (place.isEmpty()) {
      unreadable.happened();
    }
    return place;
  }

  /** What the header {@code Set-Cookie} says, so that a browser keeps this place. */
  public String keep(HeldPlace place) {
    return name(place.room())
        + "="
        + sealer.seal(USE, place.claims())
        + "; Max-Age="
        + KEPT_FOR.toSeconds()
        + "; Path=/; HttpOnly; SameSite=Lax"
        + (address.isSecure() ? "; Secure" : "");
  }

  /**
   * Browsers send the cookies of one port of a host to all others, and a key opens only its own.
   */
  private String name(EventId room) {
    String whose = address.origin() + " " + room;
    byte[] digest = Digests.sha256(whose.getBytes(UTF_8));
    return (address.isSecure() ? HOST_PREFIX : "")
        + PREFIX
        + Base64.getUrlEncoder().encodeToString(digest).substring(0, NAME_CHARACTERS);
  }
}
