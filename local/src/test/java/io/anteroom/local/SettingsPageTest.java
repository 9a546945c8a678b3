package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.anteroom.inlets.plan.InletSettings;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings that people are told of, against those that services and {@code up} read. */
class SettingsPageTest {

  private static final Path OPERATING = Path.of("..", "docs", "operating.md");

  private static final Path INLETS = Path.of("..", "docs", "inlets.md");

  /** Name, variable and default, in the first three columns of the table. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(anteroom\\.[\\w.*-]+)` \\| `(\\w+\\*?)`[^|]* \\| (?:`([^`|]*)`)? ?\\|",
          Pattern.MULTILINE);

  /** Name and strategies, in the first two columns of the table. */
  private static final Pattern INLET_ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| (?:all|periodic|max_size|refill)", Pattern.MULTILINE);

  private static final Pattern VARIABLE_OF_UP =
      Pattern.compile("^ +([A-Z][A-Z_]+) ", Pattern.MULTILINE);
  private static final Pattern VARIABLE_ROW =
      Pattern.compile("^\\| `([A-Z][A-Z_]+)` \\|", Pattern.MULTILINE);

  @Test
  void namesEverySettingOfTheServicesWithItsDefault() throws IOException {
    Map<String, String> told = new TreeMap<>();
    ROW.matcher(Files.readString(OPERATING))
        .results()
        .forEach(row -> {
          assertThat(row.group(2)).isEqualTo(variable(row.group(1)));
          told.put(row.group(1), Optional.ofNullable(row.group(3)).orElse(""));
        });

    assertThat(told).isEqualTo(settings());
  }

  @Test
  void namesEveryVariableThatUpNames() throws IOException {
    assertThat(names(VARIABLE_ROW, Files.readString(OPERATING)))
        .isEqualTo(names(VARIABLE_OF_UP, UpOptions.USAGE));
  }

  @Test
  void namesEverySettingOfAnInlet() throws IOException {
    Set<String> read =
        Arrays.stream(InletSettings.class.getRecordComponents())
            .map(part -> kebab(part.getName()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names(INLET_ROW, Files.readString(INLETS))).isEqualTo(read);
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.anteroom")) {
      if (type.isAnnotatedWith(ConfigurationProperties.class)) {
        Class<?> read = type.reflect();
        collect(read.getAnnotation(ConfigurationProperties.class).value(), read, settings);
      }
    }
    return settings;
  }

  private static void collect(String prefix, Class<?> type, Map<String, String> settings) {
    for (Parameter part : type.getDeclaredConstructors()[0].getParameters()) {
      String name = prefix + "." + kebab(part.getName());
      if (part.getType().isRecord()) {
        collect(name, part.getType(), settings);
      } else if (Map.class.isAssignableFrom(part.getType())) {
        settings.put(name + ".*", "");
      } else {
        settings.put(
            name,
            Optional.ofNullable(part.getAnnotation(DefaultValue.class))
                .map(given -> String.join(",", Arrays.asList(given.value())))
                .orElse(""));
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
