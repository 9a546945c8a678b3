package io.anteroom.oidc.authorize;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.pagefiles.PageFile;
import io.anteroom.waitingpage.WaitingPage;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The files that the waiting page loads. */
final class PageFiles {

  private final Map<String, PageFile> files;

  /** Those of pages in this look. */
  PageFiles(WaitingPage pages) {
    this.files = pages.files();
  }

  /** {@code GET /waiting_page/{file}}: one of them. Browsers ask each time whether it changed. */
  Mono<Answer> answer(Call call) {
    String name = call.path("file", word -> word, Refusal.NotFound::new);
    PageFile file =
        Optional.ofNullable(files.get(name))
            .orElseThrow(() -> new Refusal.NotFound("no such file"));
    return Mono.just(
        Answer.okText(file.contentType(), file.bytes())
            .revalidatedBy(file.tag())
            .with("Content-Security-Policy", WaitingPage.filePolicy())
            .with("X-Content-Type-Options", "nosniff"));
  }
}
