package io.anteroom.inlets.message;

import io.anteroom.inlets.plan.InletPlan;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.endpoints.SnsEndpointProvider;

/**
 * A topic, and where SNS answers for it.
 *
 * @param arn its name in all of AWS
 * @param region where it is
 * @param host of SNS in that region
 */
record SnsTopic(String arn, Region region, String host) {

  /** The only kind of name under which SNS shows its certificates. */
  private static final Pattern CERTIFICATE =
      Pattern.compile("/SimpleNotificationService-[0-9a-f]{32}\\.pem");

  /**
   * Reads the ARN of a topic.
   *
   * @throws IllegalArgumentException if it is none; FIFO topics can't push to anybody
   */
  static SnsTopic of(String arn) {
    Matcher form = InletPlan.TOPIC_ARN.matcher(arn);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "topic-arn must be the ARN of an SNS topic (no FIFO topic), such as"
              + " arn:aws:sns:eu-central-1:123456789012:exits, not '"
              + arn
              + "'");
    }
    Region region = Region.of(form.group("region"));
    String host =
        SnsEndpointProvider.defaultProvider()
            .resolveEndpoint(where -> where.region(region))
            .join()
            .endpointUrl()
            .host();
    return new SnsTopic(arn, region, host);
  }

  /** Says whether an address can be that of a certificate of SNS, by its letters. */
  boolean mayShowCertificate(String url) {
    String origin = "https://" + host;
    return url.startsWith(origin) && CERTIFICATE.matcher(url.substring(origin.length())).matches();
  }

  /** Says whether an address confirms a subscription to this topic, and does nothing else. */
  boolean confirmsSubscription(URI url) {
    if (!url.toString().startsWith("https://" + host + "/?") || url.getRawFragment() != null) {
      return false;
    }
    List<String> parameters = List.of(url.getRawQuery().split("&", -1));
    return parameters.contains("Action=ConfirmSubscription")
        && parameters.stream()
            .filter(parameter -> parameter.startsWith("TopicArn="))
            .map(parameter -> URLDecoder.decode(parameter.substring(9), StandardCharsets.UTF_8))
            .toList()
            .equals(List.of(arn));
  }
}
