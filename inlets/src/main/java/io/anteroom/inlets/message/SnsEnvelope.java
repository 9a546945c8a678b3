package io.anteroom.inlets.message;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The JSON object that SNS puts around a message, as somebody says it is: nothing is proven yet.
 * Fields are those of "Parsing Amazon SNS message formats" in the SNS Developer Guide.
 */
final class SnsEnvelope {

  private static final Set<String> FIELDS =
      Set.of("Type", "MessageId", "TopicArn", "Message", "Timestamp", "SigningCertURL");

  private final Map<String, String> texts;

  private SnsEnvelope(Map<String, String> texts) {
    this.texts = texts;
  }

  /**
   * Reads the fields that are texts; others are as good as missing.
   *
   * @throws UnreadableMessageException if this is not one JSON object
   */
  static SnsEnvelope read(byte[] bytes) throws UnreadableMessageException {
    Map<String, String> texts = new HashMap<>();
    MessageJson.read(bytes, (name, value) -> take(name, value, texts));
    return new SnsEnvelope(texts);
  }

  private static void take(String name, JsonParser value, Map<String, String> texts) {
    if (FIELDS.contains(name) && value.currentToken() == JsonToken.VALUE_STRING) {
      texts.put(name, value.getString());
    } else {
      value.skipChildren();
    }
  }

  Optional<String> type() {
    return text("Type");
  }

  Optional<String> messageId() {
    return text("MessageId");
  }

  Optional<String> topicArn() {
    return text("TopicArn");
  }

  Optional<String> message() {
    return text("Message");
  }

  Optional<String> timestamp() {
    return text("Timestamp");
  }

  Optional<String> signingCertUrl() {
    return text("SigningCertURL");
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }
}
