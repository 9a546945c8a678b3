package io.anteroom.edge.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServiceLogIT {

  @Test
  void writesJsonThatShowsNobodysRequestOrToken() throws Exception {
    JavaProcess process = JavaProcess.run(TalkativeService.class);
    String output = process.output();
    assertThat(process.status()).as(output).isZero();

    List<JsonNode> lines = output.lines().map(JsonMapper.shared()::readTree).toList();
    JsonNode last = lines.getLast();
    assertThat(last.path("message").stringValue()).isEqualTo("0123abcd-... has eyJ...");
    assertThat(last.path("request").stringValue()).isEqualTo("0123abcd-...");
    assertThat(last.path("id").stringValue()).isEqualTo("0123abcd-...");
    assertThat(last.path("room").stringValue()).isEqualTo("Sample");
    assertThat(last.at("/log/level").stringValue()).isEqualTo("WARN");
    assertThat(last.at("/service/name").stringValue()).isEqualTo("talkative");
    assertThat(last.at("/error/stack_trace").stringValue()).contains("0123abcd-...", "eyJ...");
    assertThat(output).doesNotContain(TalkativeService.REQUEST, TalkativeService.TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing to hide,nothing to hide",
    "0123ABCD-4567-89ab-cdef-0123456789AB,0123ABCD-...",
    "token-0123abcd-4567-89ab-cdef-0123456789ab!,token-0123abcd-...!",
    "[a=eyJhbGciOiJSUzI1NiJ9.eyJhdWQi],[a=eyJ...]",
    "code=eyJlbmMiOiJBMjU2R0NNIn0..aXY.c2VhbGVk.dGFn&state=1,code=eyJ...&state=1",
    "0123abcd-4567-89ab-cdef,0123abcd-4567-89ab-cdef"
  })
  void leavesEverythingElse(String text, String masked) {
    assertThat(LogMask.masked(text)).isEqualTo(masked);
  }
}
