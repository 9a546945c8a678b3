package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PublicAccess;
import io.anteroom.inlets.message.FakeInlet.Told;
import io.anteroom.inlets.running.Inlet.Readiness;
import io.anteroom.testkit.SnsMessages;
import io.anteroom.testkit.SnsMessages.Draft;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushedMessagesIT {

  private static final String MESSAGE_ID = "da41e39f-ea4d-435a-b922-c6aae3915ebe";
  private static final String MESSAGE =
      "{\"exited\": 2, \"completed\": [\"00000000-0000-0001-0000-000000000001\"]}";
  private static final String OTHER_TOPIC = SnsMessages.TOPIC.replace("exits", "other");

  private static SnsMessages.Keys keys;
  private static SnsMessages.Keys strangersKeys;

  private final SnsStub sns = new SnsStub(keys);
  private final FakeInlet inlet = FakeInlet.maxSize("door");
  private final FakeSessions sessions = new FakeSessions();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HttpClient http = HttpClient.newHttpClient();
  private Door door;
  private EdgeServer server;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    keys = SnsMessages.Keys.make(folder, "sns.amazonaws.com");
    strangersKeys = SnsMessages.Keys.make(folder, "evil.example");
  }

  @BeforeEach
  void start() {
    door = new Door(FakeInlet.all(inlet, FakeInlet.maxSize("quiet"), FakeInlet.refill("refill")));
    MessageDesk desk = new MessageDesk(sessions, new MessageMeters(registry));
    TopicGate gate = new TopicGate(SnsTopic.of(SnsMessages.TOPIC), sns, InstantSource.system());
    server =
        EdgeServer.start(
            Origin.PUBLIC,
            0,
            List.of(
                new PushedMessages(door, desk, Map.of("door", gate))
                    .face(PublicAccess.everybody())));
  }

  @AfterEach
  void stop() {
    server.close();
    door.close();
    http.close();
  }

  /** As SNS sends it. */
  private HttpResponse<String> push(String inletName, String topic, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(inletName))
            .header("x-amz-sns-message-type", "Notification")
            .header("x-amz-sns-topic-arn", topic)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> push(String body) throws IOException, InterruptedException {
    return push("door", SnsMessages.TOPIC, body);
  }

  private URI uri(String inletName) {
    return URI.create("http://localhost:" + server.port() + "/inlet_notifications/" + inletName);
  }

  private double refused() {
    return registry
        .counter("anteroom.inlet.messages", "inlet", "door", "way", "push", "outcome", "refused")
        .count();
  }

  private void nothingWasDone() {
    assertThat(inlet.told()).isEmpty();
    assertThat(sessions.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void takesWhatTheTopicSays(String signatureVersion) throws Exception {
    Draft draft = SnsMessages.notification(MESSAGE).with("SignatureVersion", signatureVersion);

    HttpResponse<String> answer = push(draft.signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(inlet.told()).containsExactly(new Told(MESSAGE_ID, 1));
    assertThat(sessions.closed()).containsOnlyKeys(new RequestId(1, 1));
    assertThat(refused()).isZero();
  }

  @Test
  void takesAMessageWithASubjectAndWithSignsOfAllKinds() throws Exception {
    Draft draft =
        SnsMessages.notification(
                "{\n\"exited\": 3, \"note\": \"\u00fc \u20ac \\ud83d\\ude00 \\n\"}")
            .with("Subject", "who has left");

    assertThat(push(draft.signedBy(keys).json()).statusCode()).isEqualTo(200);
    assertThat(inlet.told()).containsExactly(new Told(MESSAGE_ID, 3));
  }

  @Test
  void asksForTheCertificateOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      push(SnsMessages.notification(MESSAGE).signedBy(keys).json());
    }

    assertThat(sns.asked()).containsExactly(SnsMessages.CERTIFICATE);
  }

  @Test
  void takesAsMuchAsATopicCanCarry() throws Exception {
    StringBuilder message = new StringBuilder("{\"completed\": [");
    for (int i = 1; message.length() < 256 * 1024 - 50; i++) {
      message.append(i == 1 ? "\"" : ",\"").append(new RequestId(i, i)).append('"');
    }
    String json = SnsMessages.notification(message.append("]}").toString()).signedBy(keys).json();
    assertThat(json.length()).isBetween(256 * 1024, PushedMessages.MAX_BODY);

    assertThat(push(json).statusCode()).isEqualTo(200);
    assertThat(sessions.closed()).hasSizeGreaterThan(6_000);
  }

  @Test
  void doesNotDoAgainWhatSnsOnlyDidNotWaitFor() throws Exception {
    String json = SnsMessages.notification(MESSAGE).signedBy(keys).json();
    push(json);

    assertThat(push(json).statusCode()).isEqualTo(200);
    assertThat(inlet.told()).hasSize(1);
    assertThat(sessions.calls()).isEqualTo(1);
  }

  static Stream<Arguments> attacks() {
    Instant now = Instant.now();
    String host = SnsMessages.ORIGIN;
    return Stream.of(
        attack(403, "its own topic", draft -> draft.with("TopicArn", OTHER_TOPIC)),
        attack(403, "its own topic", draft -> draft.without("TopicArn")),
        attack(403, "its own topic", draft -> draft.with("TopicArn", SnsMessages.TOPIC + "\nType")),
        attack(403, "within the last hour", draft -> draft.at(now.minusSeconds(3_601 + 300))),
        attack(403, "within the last hour", draft -> draft.at(now.plusSeconds(360))),
        attack(403, "within the last hour", draft -> draft.with("Timestamp", "yesterday")),
        attack(403, "within the last hour", draft -> draft.without("Timestamp")),
        attack(400, "Type", draft -> draft.with("Type", "Publish")),
        attack(400, "Type", draft -> draft.without("Type")),
        attack(403, "SigningCertURL", draft -> draft.without("SigningCertURL")),
        attack(403, "SigningCertURL", cert("http://169.254.169.254/latest/meta-data/")),
        attack(403, "SigningCertURL", cert("https://evil.example/x.pem")),
        attack(403, "SigningCertURL", cert(host + "@evil.example/x.pem")),
        attack(403, "SigningCertURL", cert(host + ":8443" + SnsMessages.CERTIFICATE.getPath())),
        attack(403, "SigningCertURL", cert(host.replace("eu-central-1", "us-east-1") + "/x.pem")),
        attack(403, "SigningCertURL", cert(host + "/evil-bucket.pem")));
  }

  private static UnaryOperator<Draft> cert(String url) {
    return draft -> draft.with("SigningCertURL", url);
  }

  private static Arguments attack(int status, String words, UnaryOperator<Draft> change) {
    return Arguments.of(status, words, change);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void asksNobodyForAnythingBeforeAllElseIsRight(
      int status, String words, UnaryOperator<Draft> change) throws Exception {
    String json = change.apply(SnsMessages.notification(MESSAGE)).signedBy(keys).json();

    HttpResponse<String> answer = push(json);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"error\"", words);
    assertThat(sns.asked()).isEmpty();
    assertThat(refused()).isEqualTo(1);
    nothingWasDone();
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        forgery(draft -> draft.with("Message", MESSAGE.replace("2", "9"))),
        forgery(draft -> draft.with("MessageId", MESSAGE_ID.replace("da", "ad"))),
        forgery(draft -> draft.with("Subject", "added")),
        forgery(draft -> draft.at(Instant.now().minusSeconds(60))),
        forgery(draft -> draft.with("SignatureVersion", "1")),
        forgery(draft -> draft.with("SignatureVersion", "3")),
        forgery(draft -> draft.without("SignatureVersion")),
        forgery(draft -> draft.with("Signature", "")),
        forgery(draft -> draft.with("Signature", "!!")),
        forgery(draft -> draft.with("Signature", "AAAA")),
        forgery(draft -> draft.without("Signature")),
        forgery(draft -> draft.without("Message")),
        forgery(draft -> draft.without("MessageId")),
        forgery(draft -> draft.with("Type", "SubscriptionConfirmation")),
        forgery(draft -> draft.with("Type", "UnsubscribeConfirmation")),
        forgery(draft -> draft.signedBy(strangersKeys)),
        forgery(cert(SnsMessages.CERTIFICATE.toString().replace("0123456789ab", "ffffffffffff"))));
  }

  private static Arguments forgery(UnaryOperator<Draft> change) {
    return Arguments.of(change);
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void believesNothingThatSnsHasNotSigned(UnaryOperator<Draft> change) throws Exception {
    String json = change.apply(SnsMessages.notification(MESSAGE).signedBy(keys)).json();

    HttpResponse<String> answer = push(json);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"error\":\"the notification is not signed by SNS\"}");
    assertThat(refused()).isEqualTo(1);
    nothingWasDone();
  }

  @Test
  void believesNoCertificateInAnotherName() throws Exception {
    sns.shows(strangersKeys);

    HttpResponse<String> answer =
        push(SnsMessages.notification(MESSAGE).signedBy(strangersKeys).json());

    assertThat(answer.statusCode()).isEqualTo(403);
    nothingWasDone();
  }

  @Test
  void judgesByWhatIsSignedWhereAFieldIsThereTwice() throws Exception {
    String foreign =
        SnsMessages.notification(MESSAGE).with("TopicArn", OTHER_TOPIC).signedBy(keys).json();
    String both =
        foreign.replace("{\"Type\"", "{\"TopicArn\":\"" + SnsMessages.TOPIC + "\",\"Type\"");
    String swapped = foreign.replaceFirst("}$", ",\"TopicArn\":\"" + SnsMessages.TOPIC + "\"}");

    assertThat(push(both).statusCode()).isEqualTo(403);
    assertThat(push(swapped).statusCode()).isEqualTo(403);
    nothingWasDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{}", "x", "{\"Type\": \"Notification\"}"})
  void refusesWhatIsNoNotification(String body) throws Exception {
    assertThat(push(body).statusCode()).isBetween(400, 403);
    assertThat(sns.asked()).isEmpty();
    nothingWasDone();
  }

  @Test
  void readsNothingOfWhoNamesAnotherTopic() throws Exception {
    String json = SnsMessages.notification(MESSAGE).signedBy(keys).json();

    HttpResponse<String> other = push("door", OTHER_TOPIC, json);
    HttpResponse<String> none =
        http.send(
            HttpRequest.newBuilder(uri("door")).POST(BodyPublishers.ofString(json)).build(),
            BodyHandlers.ofString());

    assertThat(List.of(other.statusCode(), none.statusCode())).containsOnly(403);
    nothingWasDone();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, there is no such inlet that takes messages",
    "refill, there is no such inlet that takes messages",
    "quiet, this inlet takes no notifications"
  })
  void knowsOnlyInletsThatATopicMayPushTo(String name, String words) throws Exception {
    HttpResponse<String> answer =
        push(name, SnsMessages.TOPIC, SnsMessages.notification(MESSAGE).signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains(words);
  }

  @Test
  void refusesWhatIsTooLongOrOfAnotherType() throws Exception {
    HttpResponse<String> huge = push("x".repeat(PushedMessages.MAX_BODY + 1));
    HttpResponse<String> form =
        http.send(
            HttpRequest.newBuilder(uri("door"))
                .header("x-amz-sns-topic-arn", SnsMessages.TOPIC)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(form.statusCode()).isEqualTo(415);
    nothingWasDone();
  }

  @Test
  void dropsAMessageThatIsNone() throws Exception {
    HttpResponse<String> answer = push(SnsMessages.notification("hello").signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not well-formed JSON");
    nothingWasDone();
  }

  @Test
  void hasSnsTryAgainWhileItCantAct() throws Exception {
    inlet.is(new Readiness.Holds("paused"));
    String json = SnsMessages.notification(MESSAGE).signedBy(keys).json();

    HttpResponse<String> held = push(json);

    assertThat(held.statusCode()).isEqualTo(503);
    assertThat(held.headers().firstValue("Retry-After")).contains("5");
    nothingWasDone();
    inlet.is(new Readiness.Acts());
    assertThat(push(json).statusCode()).isEqualTo(200);
  }

  @Test
  void hasSnsTryAgainWhileItsCertificateCantBeHad() throws Exception {
    sns.isAway(true);
    String json = SnsMessages.notification(MESSAGE).signedBy(keys).json();

    assertThat(push(json).statusCode()).isEqualTo(503);
    assertThat(refused()).isZero();
    nothingWasDone();
    sns.isAway(false);
    assertThat(push(json).statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotLetStrangersMakeItAskForPageAfterPage() throws Exception {
    long begun = System.nanoTime();
    strangersName(100);

    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(sns.asked())
        .hasSizeLessThanOrEqualTo(
            SeldomPages.BURST + (int) took.dividedBy(SeldomPages.BETWEEN) + 1);
    nothingWasDone();
  }

  private void strangersName(int certificates) throws Exception {
    for (int i = 0; i < certificates; i++) {
      String page =
          SnsMessages.ORIGIN
              + "/SimpleNotificationService-"
              + "0".repeat(24)
              + HexFormat.of().toHexDigits(i)
              + ".pem";
      push(
          SnsMessages.notification(MESSAGE)
              .with("SigningCertURL", page)
              .signedBy(strangersKeys)
              .json());
    }
  }

  @Test
  void hearsItsTopicAgainSoonAfterStrangersHaveNamedManyCertificates() throws Exception {
    strangersName(20);
    String json = SnsMessages.notification(MESSAGE).signedBy(keys).json();

    await().until(() -> push(json).statusCode() == 200);

    assertThat(inlet.told()).containsExactly(new Told(MESSAGE_ID, 1));
  }

  @Test
  void confirmsASubscriptionWhateverCertificatesStrangersName() throws Exception {
    push(SnsMessages.notification(MESSAGE).signedBy(keys).json());
    strangersName(20);

    HttpResponse<String> answer =
        push(SnsMessages.subscriptionConfirmation().signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sns.asked()).endsWith(SnsMessages.CONFIRMATION);
  }

  @Test
  void confirmsASubscriptionToItsTopic() throws Exception {
    HttpResponse<String> answer =
        push(SnsMessages.subscriptionConfirmation().signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sns.asked()).containsExactly(SnsMessages.CERTIFICATE, SnsMessages.CONFIRMATION);
    nothingWasDone();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "https://evil.example/?Action=ConfirmSubscription&TopicArn=" + SnsMessages.TOPIC,
        SnsMessages.ORIGIN + "/?Action=ConfirmSubscription&TopicArn=other",
        SnsMessages.ORIGIN + "/?Action=DeleteTopic&TopicArn=" + SnsMessages.TOPIC
      })
  void asksForNothingButAConfirmationEvenIfItIsSigned(String url) throws Exception {
    Draft draft = SnsMessages.subscriptionConfirmation().with("SubscribeURL", url);

    assertThat(push(draft.signedBy(keys).json()).statusCode()).isEqualTo(403);
    assertThat(sns.asked()).containsExactly(SnsMessages.CERTIFICATE);
  }

  @Test
  void confirmsNothingThatSnsHasNotSigned() throws Exception {
    Draft draft = SnsMessages.subscriptionConfirmation().signedBy(strangersKeys);

    assertThat(push(draft.json()).statusCode()).isEqualTo(403);
    assertThat(sns.asked()).doesNotContain(SnsMessages.CONFIRMATION);
  }

  @ParameterizedTest
  @CsvSource({"500, 503", "404, 400", "302, 400"})
  void tellsWhenSnsDoesNotConfirm(int status, int expected) throws Exception {
    sns.answersConfirmationsWith(status);

    HttpResponse<String> answer =
        push(SnsMessages.subscriptionConfirmation().signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(expected);
  }

  @Test
  void leavesAnEndedSubscriptionEnded() throws Exception {
    HttpResponse<String> answer = push(SnsMessages.unsubscribeConfirmation().signedBy(keys).json());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sns.asked()).doesNotContain(SnsMessages.CONFIRMATION);
    nothingWasDone();
  }
}
