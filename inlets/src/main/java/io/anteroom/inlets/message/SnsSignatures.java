package io.anteroom.inlets.message;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;

/** Knows whether SNS itself has signed a notification, by the SDK's own check. */
final class SnsSignatures {

  /** Causes deeper than this are none of ours. */
  private static final int MAX_CAUSES = 8;

  private final SnsMessageManager manager;

  /**
   * For one region.
   *
   * @param pages where certificates are
   */
  SnsSignatures(SnsTopic topic, Pages pages) {
    this.manager =
        SnsMessageManager.builder()
            .region(topic.region())
            .httpClient(new PagesClient(topic, pages))
            .build();
  }

  /** What the check says. */
  sealed interface Verdict {

    /** SNS has signed this. */
    record Signed(SnsMessage message) implements Verdict {}

    /** SNS has not signed this. */
    record Forged(String why) implements Verdict {}

    /** The certificate can't be had at the moment. */
    record Unknown(String why) implements Verdict {}
  }

  Verdict check(byte[] bytes) {
    try {
      return new Verdict.Signed(manager.parseMessage(new ByteArrayInputStream(bytes)));
    } catch (SdkException e) {
      String why = String.valueOf(e.getMessage());
      return isOfAwayPage(e) ? new Verdict.Unknown(why) : new Verdict.Forged(why);
    } catch (RuntimeException e) {
      // The SDK leaves faults of parts that are missing to the parts that miss them.
      return new Verdict.Forged("it is not complete");
    }
  }

  private static boolean isOfAwayPage(SdkException fault) {
    Throwable cause = fault;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof PagesClient.AwayException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
