package io.anteroom.inlets.message;

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

/**
 * SNS in one region: signs with a key of its own, shows its certificate, confirms subscriptions.
 */
final class SnsStub implements Pages {

  static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:exits";
  static final String ORIGIN = "https://sns.eu-central-1.amazonaws.com";
  static final URI CERTIFICATE =
      URI.create(ORIGIN + "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem");
  static final URI CONFIRMATION =
      URI.create(ORIGIN + "/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f37");

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PASSWORD = "changeit";
  private static final String MESSAGE_ID = "da41e39f-ea4d-435a-b922-c6aae3915ebe";

  private final List<URI> asked = new ArrayList<>();
  private Keys shown;
  private Page confirmation = new Page(200, "<ConfirmSubscriptionResponse/>");
  private boolean away;

  /** Shows the certificate of these keys. */
  SnsStub(Keys keys) {
    shown = keys;
  }

  /** A key that signs, and the certificate that says whose it is. */
  record Keys(PrivateKey key, Certificate certificate) {

    /**
     * Makes them anew.
     *
     * @param folder for the file that this takes
     * @param name in whose name the certificate is; that of SNS has {@code sns.amazonaws.com}
     */
    static Keys make(Path folder, String name) {
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
  }

  /** The JDK makes certificates by this tool only. */
  private static void runKeytool(Path file, String name) throws IOException, InterruptedException {
    String command =
        "-genkeypair -alias sns -keyalg RSA -keysize 2048 -validity 2 -storetype PKCS12"
            + " -dname CN=%s -ext san=dns:%s -keystore %s -storepass %s"
                .formatted(name, name, file, PASSWORD);
    List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
    line.addFirst(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("keytool: " + said);
    }
  }

  @Override
  public synchronized Page get(URI url) throws IOException {
    asked.add(url);
    if (away) {
      throw new IOException("no answer");
    }
    if (url.equals(CERTIFICATE)) {
      return new Page(200, pem());
    }
    return url.equals(CONFIRMATION) ? confirmation : new Page(403, "");
  }

  private String pem() {
    try {
      String lines =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(shown.certificate().getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Which pages were asked for, in their order. */
  synchronized List<URI> asked() {
    return List.copyOf(asked);
  }

  synchronized void shows(Keys keys) {
    shown = keys;
  }

  synchronized void answersConfirmationsWith(int status) {
    confirmation = new Page(status, "");
  }

  synchronized void isAway(boolean now) {
    away = now;
  }

  /** A notification of this very moment, ready to be signed. */
  static Draft notification(String message) {
    return new Draft("Notification").with("MessageId", MESSAGE_ID).with("Message", message);
  }

  static Draft subscriptionConfirmation() {
    return new Draft("SubscriptionConfirmation")
        .with("Message", "You have chosen to subscribe to the topic " + TOPIC)
        .with("Token", "2336412f37")
        .with("SubscribeURL", CONFIRMATION.toString());
  }

  static Draft unsubscribeConfirmation() {
    return new Draft("UnsubscribeConfirmation")
        .with("Message", "You have chosen to deactivate subscription")
        .with("Token", "2336412f37")
        .with("SubscribeURL", CONFIRMATION.toString());
  }

  /** What SNS is about to send, good until a test changes a part. */
  static final class Draft {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Draft(String type) {
      fields.put("Type", type);
      fields.put("MessageId", MESSAGE_ID);
      fields.put("TopicArn", TOPIC);
      fields.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      fields.put("SignatureVersion", "2");
      fields.put("SigningCertURL", CERTIFICATE.toString());
    }

    Draft with(String name, String value) {
      fields.put(name, value);
      return this;
    }

    Draft without(String name) {
      fields.remove(name);
      return this;
    }

    Draft at(Instant time) {
      return with("Timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Signed as it is now. */
    Draft signedBy(Keys keys) {
      return with("Signature", signature(keys, fields));
    }

    String json() {
      return JSON.writeValueAsString(fields);
    }
  }

  /** Over the fields that the SNS Developer Guide names for each type, in its order. */
  private static String signature(Keys keys, Map<String, String> fields) {
    List<String> signed =
        "Notification".equals(fields.get("Type"))
            ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
            : List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    String text =
        signed.stream()
            .filter(fields::containsKey)
            .map(name -> name + "\n" + fields.get(name) + "\n")
            .collect(Collectors.joining());
    String hash = "1".equals(fields.get("SignatureVersion")) ? "SHA1" : "SHA256";
    try {
      Signature signature = Signature.getInstance(hash + "withRSA");
      signature.initSign(keys.key());
      signature.update(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
