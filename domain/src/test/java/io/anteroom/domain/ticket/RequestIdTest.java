package io.anteroom.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

  private static final RequestId ID = new RequestId(0x0123456789abcdefL, 0xfedcba9876543210L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01234567-89ab-cdef-fedc-ba9876543210",
        "01234567-89AB-CDEF-FEDC-BA9876543210",
        "01234567-89aB-CdEf-FeDc-Ba9876543210"
      })
  void readsHexDigitsOfAnyCase(String text) {
    assertThat(RequestId.parse(text)).isEqualTo(ID);
  }

  @Test
  void writesLowerCase() {
    assertThat(ID).hasToString("01234567-89ab-cdef-fedc-ba9876543210");
    assertThat(new RequestId(0, 0)).hasToString("00000000-0000-0000-0000-000000000000");
    assertThat(new RequestId(-1, -1)).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
  }

  @Test
  void readsWhatItWrote() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      RequestId id = new RequestId(random.nextLong(), random.nextLong());

      assertThat(RequestId.parse(id.toString())).isEqualTo(id);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0123456789abcdeffedcba9876543210",
        "01234567-89ab-cdef-fedc-ba987654321",
        "01234567-89ab-cdef-fedc-ba98765432100",
        " 01234567-89ab-cdef-fedc-ba987654321",
        "01234567-89ab-cdef-fedc-ba987654321 ",
        "01234567-89ab-cdef-fedc-ba987654321g",
        "0123456-789ab-cdef-fedc-ba9876543210",
        "01234567-89ab-cdef-fedcb-a9876543210",
        "01234567_89ab-cdef-fedc-ba9876543210",
        "{1234567-89ab-cdef-fedc-ba9876543210}",
        "+1234567-89ab-cdef-fedc-ba9876543210",
        "-1234567-89ab-cdef-fedc-ba9876543210",
        "\uff10\uff11234567-89ab-cdef-fedc-ba9876543210",
        "\u0660\u06611234567-89ab-cdef-fedc-ba987654321",
        "01234567-89ab-cdef-fedc-ba987654321\u0000"
      })
  void refusesAnyOtherForm(String text) {
    assertThat(RequestId.isWellFormed(text)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestId.parse(text))
        .withMessage("request_id must be hex digits in the form 8-4-4-4-12");
  }
}
