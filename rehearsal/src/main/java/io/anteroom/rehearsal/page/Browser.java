package io.anteroom.rehearsal.page;

import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Connections;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.rehearsal.origin.UnansweredException;
import java.util.Map;
import java.util.Optional;

/**
 * What lies between a page and the network: says whose page it is, and keeps what has not changed.
 *
 * @param forStatus a call that is not answered in its time never will be
 * @param forJoins they leave more time: whoever joins again stands there twice
 */
record Browser(Connections forStatus, Connections forJoins, PagesSeen seen) {

  /** Another origin than the API's, as with every real site. */
  private static final Map<String, String> PAGE = Map.of("Origin", "https://shop.example");

  /** Empty where no answer came. */
  Optional<Answer> send(PageCall call, Request request) throws InterruptedException {
    Request complete = request;
    for (Map.Entry<String, String> header : PAGE.entrySet()) {
      complete = complete.with(header.getKey(), header.getValue());
    }
    long asked = System.nanoTime();
    try {
      Answer answer = (call == PageCall.JOIN ? forJoins : forStatus).send(complete);
      seen.answered(call, asked, answer);
      return Optional.of(answer);
    } catch (UnansweredException e) {
      seen.count(call, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
