package io.anteroom.inlets.message;

import io.anteroom.domain.ticket.RequestId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One message in the making. Ids are sorted to find those that are there twice: half the memory of
 * a set, and no choice of ids makes it slow.
 */
final class ExitMessageReader {

  private static final Comparator<RequestId> ORDER =
      Comparator.comparingLong(RequestId::high).thenComparingLong(RequestId::low);

  /** As many digits as the largest number of 64 bits has. */
  private static final int MAX_DIGITS = 19;

  private final List<RequestId> completed = new ArrayList<>();
  private final List<RequestId> abandoned = new ArrayList<>();
  private long exited;
  private long invalid;

  private ExitMessageReader() {}

  /**
   * Reads a message. Where it says something twice, lists are put together, and the last number
   * counts; who is in both lists has completed.
   *
   * @param bytes JSON in UTF-8
   * @throws UnreadableMessageException if it is not one JSON object
   */
  static ExitMessage read(byte[] bytes) throws UnreadableMessageException {
    ExitMessageReader reader = new ExitMessageReader();
    MessageJson.read(bytes, reader::field);
    return reader.message();
  }

  private void field(String name, JsonParser value) {
    switch (name) {
      case "exited" -> exited(value);
      case "completed" -> ids(value, completed);
      case "abandoned" -> ids(value, abandoned);
      default -> value.skipChildren();
    }
  }

  private void exited(JsonParser value) {
    if (isWhole(value) && value.getLongValue() >= 0) {
      exited = value.getLongValue();
    } else {
      skipInvalid(value);
    }
  }

  private static boolean isWhole(JsonParser value) {
    return value.currentToken() == JsonToken.VALUE_NUMBER_INT
        && value.getStringLength() <= MAX_DIGITS
        && value.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private void ids(JsonParser value, List<RequestId> ids) {
    if (value.currentToken() != JsonToken.START_ARRAY) {
      skipInvalid(value);
      return;
    }
    while (value.nextToken() != JsonToken.END_ARRAY) {
      if (value.currentToken() == JsonToken.VALUE_STRING
          && RequestId.isWellFormed(value.getString())) {
        ids.add(RequestId.parse(value.getString()));
      } else {
        skipInvalid(value);
      }
    }
  }

  /** {@code null} is the same as absent where a field could be; in a list it is no id. */
  private void skipInvalid(JsonParser value) {
    boolean absent =
        value.currentToken() == JsonToken.VALUE_NULL && value.streamReadContext().inObject();
    invalid += absent ? 0 : 1;
    value.skipChildren();
  }

  private ExitMessage message() {
    long entries = (long) completed.size() + abandoned.size();
    List<RequestId> finished = sortedOnce(completed);
    List<RequestId> gone = without(sortedOnce(abandoned), finished);
    long duplicates = entries - finished.size() - gone.size();
    return new ExitMessage(exited, finished, gone, invalid, duplicates);
  }

  private static List<RequestId> sortedOnce(List<RequestId> ids) {
    ids.sort(ORDER);
    List<RequestId> once = new ArrayList<>(ids.size());
    for (RequestId id : ids) {
      if (once.isEmpty() || !once.getLast().equals(id)) {
        once.add(id);
      }
    }
    return once;
  }

  private static List<RequestId> without(List<RequestId> ids, List<RequestId> sorted) {
    ids.removeIf(id -> Collections.binarySearch(sorted, id, ORDER) >= 0);
    return ids;
  }
}
