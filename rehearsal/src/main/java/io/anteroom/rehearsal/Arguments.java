package io.anteroom.rehearsal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line: {@code --name value}, {@code --name=value}, and {@code --flag}. */
final class Arguments {

  private static final String FLAG_IS_SET = "";

  private final Map<String, String> given = new HashMap<>();

  /**
   * Reads a command line.
   *
   * @throws UsageException if a name is unknown or given twice, or a value is missing
   */
  static Arguments parse(List<String> words, Set<String> options, Set<String> flags)
      throws UsageException {
    Arguments arguments = new Arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value;
      if (flags.contains(word)) {
        value = FLAG_IS_SET;
      } else if (!options.contains(name)) {
        throw new UsageException("there is no option '" + word + "'");
      } else if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
        i++;
        value = words.get(i);
      } else {
        throw new UsageException(name + " needs a value");
      }
      if (arguments.given.put(name, value) != null) {
        throw new UsageException(name + " is given twice");
      }
    }
    return arguments;
  }

  boolean has(String flag) {
    return given.containsKey(flag);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  int number(String name, int otherwise, int least, int most) throws UsageException {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new UsageException(
        "%s must be a whole number from %d to %d, not '%s'".formatted(name, least, most, text));
  }

  double seconds(String name, double otherwise, double least, double most) throws UsageException {
    return decimal(name, "seconds", otherwise, least, most);
  }

  double minutes(String name, double otherwise, double least, double most) throws UsageException {
    return decimal(name, "minutes", otherwise, least, most);
  }

  private double decimal(String name, String unit, double otherwise, double least, double most)
      throws UsageException {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new UsageException(
        "%s must be %s to %s %s, not '%s'".formatted(name, least, most, unit, text));
  }
}
