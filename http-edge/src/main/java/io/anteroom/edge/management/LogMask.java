package io.anteroom.edge.management;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Takes out of every text on its way to the log what could be used by whoever reads it: of a
 * request id the first digits stay, of a token nothing does. Ours are not logged in the first
 * place; but records turn up in the words of exceptions, and libraries log what they like.
 */
public final class LogMask implements StructuredLoggingJsonMembersCustomizer<Object> {

  private static final Pattern REQUEST_ID =
      Pattern.compile(
          "\\b(\\p{XDigit}{8})-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  /** The parts of a JWT: three where it is signed, five where it is sealed; also cut short. */
  private static final Pattern TOKEN = Pattern.compile("\\beyJ[\\w-]{10,}(?:\\.[\\w-]*){0,4}");

  @Override
  public void customize(Members<Object> members) {
    members.applyingValueProcessor(ValueProcessor.of(Object.class, LogMask::maskedValue));
  }

  /** Texts, and what would become one: our own values are records. */
  private static @Nullable Object maskedValue(@Nullable Object value) {
    return value instanceof CharSequence || value instanceof Record
        ? masked(value.toString())
        : value;
  }

  /** The same text without what could be used. */
  public static String masked(String text) {
    String withoutIds = REQUEST_ID.matcher(text).replaceAll("$1-...");
    return TOKEN.matcher(withoutIds).replaceAll("eyJ...");
  }
}
