package io.anteroom.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What SNS sends to those whom a topic pushes to, signed with keys of a test. */
public final class SnsMessages {

  /** The topic of all messages here. */
  public static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:exits";

  /** Where SNS is for that topic. */
  public static final String ORIGIN = "https://sns.eu-central-1.amazonaws.com";

  /** Where all messages say that the certificate is. */
  public static final URI CERTIFICATE =
      URI.create(ORIGIN + "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem");

  /** Where a subscription is confirmed. */
  public static final URI CONFIRMATION =
      URI.create(ORIGIN + "/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f37");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PASSWORD = "changeit";
  private static final String MESSAGE_ID = "da41e39f-ea4d-435a-b922-c6aae3915ebe";

  private SnsMessages() {}

  /** A key that signs, and the certificate that says whose it is. */
  public record Keys(PrivateKey key, Certificate certificate) {

    /**
     * Makes them anew.
     *
     * @param folder for the file that this takes
     * @param name in whose name the certificate is; that of SNS has {@code sns.amazonaws.com}
     */
    public static Keys make(Path folder, String name) {
      Path file = folder.resolve(name + ".p12");
      try {
        runKeytool(file, name);
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        PrivateKey key = (PrivateKey) store.getKey("sns", PASSWORD.toCharArray());
        return new Keys(key, store.getCertificate("sns"));
      } catch (IOException | GeneralSecurityException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    /** The certificate as SNS shows it. */
    public String pem() {
      try {
        String lines =
            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private String sign(String text, String hash) {
      try {
        Signature signature = Signature.getInstance(hash + "withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The JDK makes certificates by this tool only. */
  private static void runKeytool(Path file, String name) throws IOException, InterruptedException {
    String arguments =
        "-genkeypair -alias sns -keyalg RSA -keysize 2048 -validity 2 -storetype PKCS12"
            + " -dname CN=%s -ext san=dns:%s -storepass %s".formatted(name, name, PASSWORD);
    List<String> command = new ArrayList<>(List.of(arguments.split(" ", -1)));
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-keystore", file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("keytool: " + said);
    }
  }

  /** A notification of this very moment, ready to be signed. */
  public static Draft notification(String message) {
    return new Draft("Notification").with("Message", message);
  }

  /** What SNS asks a new subscriber. */
  public static Draft subscriptionConfirmation() {
    return new Draft("SubscriptionConfirmation")
        .with("Message", "You have chosen to subscribe to the topic " + TOPIC)
        .with("Token", "2336412f37")
        .with("SubscribeURL", CONFIRMATION.toString());
  }

  /** What SNS tells a subscriber who is one no longer. */
  public static Draft unsubscribeConfirmation() {
    return new Draft("UnsubscribeConfirmation")
        .with("Message", "You have chosen to deactivate subscription")
        .with("Token", "2336412f37")
        .with("SubscribeURL", CONFIRMATION.toString());
  }

  /** What SNS is about to send, good until a test changes a part. */
  public static final class Draft {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Draft(String type) {
      fields.put("Type", type);
      fields.put("MessageId", MESSAGE_ID);
      fields.put("TopicArn", TOPIC);
      fields.put("SignatureVersion", "2");
      fields.put("SigningCertURL", CERTIFICATE.toString());
      at(Instant.now());
    }

    /** The same with another field, or another value of it. */
    public Draft with(String name, String value) {
      fields.put(name, value);
      return this;
    }

    /** The same without that field. */
    public Draft without(String name) {
      fields.remove(name);
      return this;
    }

    /** The same as of another time. */
    public Draft at(Instant time) {
      return with("Timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** The same, signed as it is now. */
    public Draft signedBy(Keys keys) {
      String hash = "1".equals(fields.get("SignatureVersion")) ? "SHA1" : "SHA256";
      return with("Signature", keys.sign(signedText(), hash));
    }

    /** Of the fields that the SNS Developer Guide names for each type, in its order. */
    private String signedText() {
      List<String> signed =
          "Notification".equals(fields.get("Type"))
              ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
              : List.of(
                  "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
      return signed.stream()
          .filter(fields::containsKey)
          .map(name -> name + "\n" + fields.get(name) + "\n")
          .collect(Collectors.joining());
    }

    /** As it goes over the wire. */
    public String json() {
      return JSON.writeValueAsString(fields);
    }
  }
}
