package io.anteroom.edge.signature;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;

/**
 * When a request says it was signed.
 *
 * @param instant the moment
 * @param text the same as it was signed, such as {@code 20261120T101500Z}
 */
record SigningTime(Instant instant, String text) {

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads {@code x-amz-date} or, without one, {@code date}; empty if it is not signed, or no time.
   */
  static Optional<SigningTime> of(SignedRequest request, List<String> signedHeaders) {
    String header = request.has("x-amz-date") ? "x-amz-date" : "date";
    if (!signedHeaders.contains(header)) {
      return Optional.empty();
    }
    return request.onlyHeader(header).flatMap(SigningTime::parse);
  }

  private static Optional<SigningTime> parse(String text) {
    try {
      Instant instant =
          text.endsWith("Z")
              ? LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC)
              : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(new SigningTime(instant, BASIC.format(instant.atOffset(ZoneOffset.UTC))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The day, as the scope of a signature names it. */
  String date() {
    return text.substring(0, 8);
  }
}
