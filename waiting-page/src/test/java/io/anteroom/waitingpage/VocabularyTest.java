package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds which language somebody gets, of those that the browser names. */
class VocabularyTest {

  private static final Vocabulary OURS = Vocabulary.ours();

  private static Words in(String accepted) {
    return OURS.in(Languages.accepted(Optional.of(accepted)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de                              | de      | de
          de-CH-1996, en                  | de      | de-CH
          de-DE-u-nu-latn                 | de      | de-DE
          PT-pt                           | pt      | pt-PT
          eo, fr;q=0.1                    | fr      | fr
          en;q=0.4, it;q=0.8, eo          | it      | it
          en;q=0.8,ja;q=0.8               | en      | en
          ja;q=0, en;q=0.2                | en      | en
          nl ; q=0.9 , tr;Q=0.95          | tr      | tr
          zh                              | zh-Hans | zh
          zh-TW, en                       | zh-Hant | zh-TW
          zh-HK                           | zh-Hant | zh-HK
          zh-SG                           | zh-Hans | zh-SG
          zh-Hant-CN                      | zh-Hant | zh-Hant-CN
          iw                              | he      | he
          in-ID                           | id      | id-ID
          *                               | en      | en
          eo, *;q=0.1                     | en      | en
          i-klingon                       | en      | en
          """)
  void isTheFirstThatIsThere(String accepted, String language, String locale) {
    Words words = in(accepted);

    assertThat(words.language()).isEqualTo(language);
    assertThat(words.locale()).isEqualTo(locale);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | en",
        ",,; | en",
        "de;q=2, fr;q=x, it;q=0.5555 | en",
        "\"><script>, uk | uk",
        "de_DE, ru | ru",
        "abcdefghijklmnop, pl | pl",
      })
  void passesOverWhatIsNoLanguage(String accepted, String language) {
    assertThat(in(accepted).language()).isEqualTo(language);
  }

  @Test
  void hearsNobodyOutWhoNamesTooMany() {
    List<String> unknown = Collections.nCopies(20, "eo");

    assertThat(in(String.join(",", unknown.subList(1, 20)) + ",de").language()).isEqualTo("de");
    assertThat(in(String.join(",", unknown) + ",de").language()).isEqualTo("en");
  }

  @Test
  void isEnglishWhereTheBrowserSaysNothing() {
    assertThat(OURS.in(Languages.accepted(Optional.empty())).locale()).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en    | 1,042   | 1,234,567",
        "en-IN | 1,042   | 12,34,567",
        "hi    | 1,042   | 12,34,567",
        "de-AT | 1\u00a0042 | 1\u00a0234\u00a0567",
        "pt-PT | 1042    | 1\u00a0234\u00a0567",
        "es    | 1042    | 1.234.567",
        "es-MX | 1,042   | 1,234,567",
        "fa    | ۱٬۰۴۲   | ۱٬۲۳۴٬۵۶۷",
        "ar-EG | ١٬٠٤٢   | ١٬٢٣٤٬٥٦٧",
      })
  void writesNumbersAsTheyAreWrittenThere(String locale, String four, String seven) {
    Numerals numerals = new Numerals(Locale.forLanguageTag(locale));

    assertThat(numerals.write(1_042)).isEqualTo(four);
    assertThat(numerals.write(1_234_567)).isEqualTo(seven);
    assertThat(numerals.write(7)).hasSize(1);
  }
}
