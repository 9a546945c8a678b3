package io.anteroom.waitingpage;

import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Whole numbers as browsers write them in a language. The JDK knows digits and separators, but not
 * how many digits stand together where that is not always three.
 */
final class Numerals {

  /** Where four digits stand together, as in 1042 beside 10.420. */
  private static final Set<String> FOUR_TOGETHER =
      Set.of("es", "es-ES", "it", "it-IT", "it-CH", "pl", "pl-PL", "pt-PT");

  /** Below it, groups of two digits are not seen. */
  private static final long LAKH = 100_000;

  private final Locale locale;
  private final boolean standFourTogether;
  private final boolean countsInLakhs;

  Numerals(Locale locale) {
    this.locale = locale;
    this.standFourTogether = FOUR_TOGETHER.contains(locale.toLanguageTag());
    this.countsInLakhs =
        locale.getLanguage().equals("hi") || locale.toLanguageTag().equals("en-IN");
  }

  /** A number that is not below 0. */
  String write(long number) {
    DecimalFormat format = (DecimalFormat) NumberFormat.getIntegerInstance(locale);
    if (countsInLakhs && number >= LAKH) {
      return inLakhs(number, format);
    }
    format.setGroupingUsed(number >= 10_000 || !standFourTogether);
    return format.format(number);
  }

  /** Three digits at the end, and two together before them: 12,34,567. */
  private static String inLakhs(long number, DecimalFormat format) {
    format.setGroupingSize(2);
    String thousands = format.format(number / 1_000);
    format.setGroupingUsed(false);
    format.setMinimumIntegerDigits(3);
    return thousands
        + format.getDecimalFormatSymbols().getGroupingSeparator()
        + format.format(number % 1_000);
  }
}
