package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnsTopicTest {

  private static final String PAGE =
      "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

  private final SnsTopic topic = SnsTopic.of("arn:aws:sns:eu-central-1:123456789012:exits");

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sns:eu-central-1:123456789012:exits, sns.eu-central-1.amazonaws.com",
    "arn:aws-cn:sns:cn-north-1:123456789012:a_B-9, sns.cn-north-1.amazonaws.com.cn",
    "arn:aws-us-gov:sns:us-gov-west-1:123456789012:exits, sns.us-gov-west-1.amazonaws.com"
  })
  void knowsTheHostThatAnswersForIt(String arn, String host) {
    assertThat(SnsTopic.of(arn).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "exits",
        "arn:aws:sqs:eu-central-1:123456789012:exits",
        "arn:aws:sns::123456789012:exits",
        "arn:aws:sns:evil.example/:123456789012:exits",
        "arn:aws:sns:eu-central-1:12345678901:exits",
        "arn:aws:sns:eu-central-1:123456789012:",
        "arn:aws:sns:eu-central-1:123456789012:exits.fifo",
        "arn:aws:sns:eu-central-1:123456789012:exits:0b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a52",
        "arn:aws:sns:eu-central-1:123456789012:exits\n"
      })
  void refusesWhatIsNoTopicThatCanPush(String arn) {
    assertThatThrownBy(() -> SnsTopic.of(arn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic-arn must be the ARN of an SNS topic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.eu-central-1.amazonaws.com" + PAGE,
        "HTTPS://sns.eu-central-1.amazonaws.com" + PAGE,
        "https://sns.eu-west-1.amazonaws.com" + PAGE,
        "https://evil.example" + PAGE,
        "https://sns.eu-central-1.amazonaws.com.evil.example" + PAGE,
        "https://sns.eu-central-1.amazonaws.com:444" + PAGE,
        "https://sns.eu-central-1.amazonaws.com@evil.example" + PAGE,
        "https://sns.eu-central-1.amazonaws.com\\@evil.example" + PAGE,
        "https://user@sns.eu-central-1.amazonaws.com" + PAGE,
        "https://sns.eu-central-1.amazonaws.com" + PAGE + "?x=1",
        "https://sns.eu-central-1.amazonaws.com" + PAGE + "#x",
        "https://sns.eu-central-1.amazonaws.com/x" + PAGE,
        "https://sns.eu-central-1.amazonaws.com/.." + PAGE,
        "https://sns.eu-central-1.amazonaws.com/?Action=Publish",
        "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem",
        "https://sns.eu-central-1.amazonaws.com" + PAGE + "\n",
        "file:///etc/passwd",
        ""
      })
  void believesInCertificatesOnlyWhereSnsShowsThem(String url) {
    assertThat(topic.mayShowCertificate(url)).isFalse();
    assertThat(topic.mayShowCertificate("https://sns.eu-central-1.amazonaws.com" + PAGE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "true, https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&Token=23",
    "true, https://sns.eu-central-1.amazonaws.com/?Token=2&TopicArn=arn%3Aaws%3Asns%3Aeu-central-1%3A123456789012%3Aexits&Action=ConfirmSubscription",
    "false, http://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&Token=23",
    "false, https://sns.eu-central-1.amazonaws.com:8443/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&Token=23",
    "false, https://sns.eu-central-1.amazonaws.com@evil.example/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits",
    "false, https://evil.example/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&Token=23",
    "false, https://169.254.169.254/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&Token=23",
    "false, https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:other&Token=23",
    "false, https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&TopicArn=arn:aws:sns:eu-central-1:123456789012:other",
    "false, https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits",
    "false, https://sns.eu-central-1.amazonaws.com/?TopicArn=arn:aws:sns:eu-central-1:123456789012:exits&Token=23",
    "false, https://sns.eu-central-1.amazonaws.com/x?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits",
    "false, https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits#x",
    "false, https://sns.eu-central-1.amazonaws.com/?#Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-central-1:123456789012:exits",
    "false, mailto:sns@example.com"
  })
  void asksOnlyForWhatConfirmsASubscriptionToItself(boolean expected, URI url) {
    assertThat(topic.confirmsSubscription(url)).isEqualTo(expected);
  }
}
