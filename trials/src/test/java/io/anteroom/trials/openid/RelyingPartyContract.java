package io.anteroom.trials.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.recipes.Gate;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people find at a site that has the room for its OpenID provider, whatever it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RelyingPartyContract {

  private static final Pattern REQUEST_ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private WaitingRoom room;
  private Gate site;
  private URI start;
  private Person first;
  private Person second;

  /** Skips the trial where what it needs is not installed. */
  protected void requireSoftware() {}

  /** The path to which its visitors come back. */
  protected abstract String redirectPath();

  /** The path where its logins begin: any page that asks for one. */
  protected String beginning() {
    return "/";
  }

  /** Starts the site there. Each of its pages shows who the visitor is, by request id. */
  protected abstract Gate open(WaitingRoom room, URI address, Path folder) throws IOException;

  @BeforeAll
  void openTheRoomAndTheSite(@TempDir Path home, @TempDir Path folder) throws IOException {
    requireSoftware();
    // Not by the name that the provider has: cookies do not tell ports apart.
    start = URI.create("http://127.0.0.1:" + UpProcess.freePort());
    room = WaitingRoom.open(home, start.resolve(redirectPath()), page(beginning()));
    site = open(room, start, folder);
  }

  @AfterAll
  void closeThem() throws IOException {
    if (site != null) {
      site.close();
    }
    if (room != null) {
      room.close();
    }
  }

  @BeforeEach
  void twoPeopleWait() {
    room.reset(USUAL);
    first = new Person(start);
    second = new Person(start);
    first.opens(page("/checkout?item=7"));
    await().atMost(LIMIT).until(() -> room.waiting() == 1);
    second.opens(page("/"));
    await().atMost(LIMIT).until(() -> room.waiting() == 2);
  }

  @AfterEach
  void bothGo() {
    first.close();
    second.close();
  }

  @Test
  void letsInWhoseTurnHasComeAndNobodyElse() {
    first.reloads();
    assertWaits(first);
    assertThat(first.where().getQuery()).contains("code_challenge_method=S256", "nonce=", "state=");

    room.letIn(1);
    comesBack(first);

    assertThat(first.where()).asString().startsWith(page("/checkout?item=7").toString());
    assertThat(room.numberOf(visitor(first))).isEqualTo(1);
    second.reloads();
    assertWaits(second);
    second.opens(page("/"));
    assertWaits(second);
    await().atMost(LIMIT).until(() -> room.waiting() == 1);

    room.letIn(1);
    comesBack(second);

    assertThat(room.numberOf(visitor(second))).isEqualTo(2);
  }

  @Test
  void knowsItsVisitorsAndThoseWhomItForgotComeBackWithoutWaiting() {
    room.letIn(1);
    comesBack(first);
    String visitor = visitor(first);

    first.opens(page("/basket"));
    assertThat(first.where()).isEqualTo(page("/basket"));
    assertThat(visitor(first)).isEqualTo(visitor);

    first.forgets(start);
    first.opens(page("/basket"));
    assertThat(first.where()).asString().startsWith(page("/basket").toString());
    assertThat(visitor(first)).isEqualTo(visitor);
  }

  /** Sites remember a login that is under way for minutes, and people wait for hours. */
  @Test
  void letsInWhomItForgotMeanwhileAtTheSecondAttempt() {
    first.forgets(start);
    room.letIn(1);
    comesBack(first);

    first.opens(page("/"));

    assertThat(room.numberOf(visitor(first))).isEqualTo(1);
  }

  /** The same where the site has said where its logins begin: nobody notices anything. */
  @Test
  void letsInAtOnceWhomItForgotDuringALongWait() {
    first.forgets(start);
    room.letIn(1);
    first.opens(longAgo(first.where()));
    comesBack(first);

    assertThat(room.numberOf(visitor(first))).isEqualTo(1);
  }

  /** The address of the waiting page, of somebody whom the site sent there long ago. */
  private static URI longAgo(URI waitingPage) {
    String then = "since=" + Instant.now().minus(USUAL).getEpochSecond();
    return URI.create(waitingPage.toString().replaceFirst("since=\\d+", then));
  }

  @Test
  void sendsWhoIsDoneToTheEndOfTheLine() {
    room.letIn(1);
    comesBack(first);
    String visitor = visitor(first);

    room.complete(visitor);
    first.forgets(start);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          first.opens(page("/"));
          assertWaits(first);
        });

    room.letIn(2);
    comesBack(first);
    assertThat(room.numberOf(visitor(first))).isEqualTo(3);
    assertThat(visitor(first)).isNotEqualTo(visitor);
  }

  @Test
  void keepsNobodyWhoseTokenIsOver() {
    room.reset(SHORT);
    first.forgets(room.provider());
    first.opens(page("/"));
    room.letIn(1);
    comesBack(first);

    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          first.opens(page("/"));
          assertWaits(first);
        });
  }

  @Test
  void doesNotKnowWhoComesBackWithAnErrorOrWithNoCode() {
    for (String back : List.of("?error=access_denied&state=none", "?code=none&state=none")) {
      second.opens(page(redirectPath() + back));

      assertThat(isKnownAtTheSite(second)).as(second.page()).isFalse();
    }
  }

  /** An address of the site. */
  protected URI page(String path) {
    return start.resolve(path);
  }

  /** The first in line, at the site and with these headers. */
  protected String firstSeesWith(Map<String, String> headers) {
    room.letIn(1);
    comesBack(first);
    first.opens(page("/"), headers);
    return first.page();
  }

  private void comesBack(Person person) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          person.reloads();
          assertThat(person.where().getAuthority())
              .as(person.page())
              .isEqualTo(start.getAuthority());
        });
  }

  /** And has a place: without one the page would not name it. */
  private void assertWaits(Person person) {
    assertThat(person.where().getAuthority()).isEqualTo(room.provider().getAuthority());
    assertThat(person.page()).containsPattern("data-request=\"" + REQUEST_ID + "\"");
  }

  private boolean isKnownAtTheSite(Person person) {
    return person.where().getAuthority().equals(start.getAuthority())
        && REQUEST_ID.matcher(person.page()).find();
  }

  /** The one request id that the page shows. */
  private static String visitor(Person person) {
    List<String> shown =
        REQUEST_ID.matcher(person.page()).results().map(MatchResult::group).distinct().toList();
    assertThat(shown).as(person.page()).hasSize(1);
    return shown.getFirst();
  }
}
