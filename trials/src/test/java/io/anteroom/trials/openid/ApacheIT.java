package io.anteroom.trials.openid;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.recipes.Changes;
import io.anteroom.recipes.Gate;
import io.anteroom.recipes.ProxyProcess;
import io.anteroom.recipes.SiteBehind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Needs Debian's apache2 and libapache2-mod-auth-openidc, or the like. */
class ApacheIT extends RelyingPartyContract {

  private static final Path RECIPE = Path.of("..", "recipes", "openid", "apache", "anteroom.conf");
  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

  /** TLS is httpd's own, and has no part in this. */
  private static final Pattern TLS = Pattern.compile("(?m)^ *SSL.*\n");

  private Optional<Path> httpd = Optional.empty();

  @Override
  protected void requireSoftware() {
    httpd = ProxyProcess.find("apache2");
    assumeThat(httpd).as("Apache httpd is here").isPresent();
    assumeThat(MODULES.resolve("mod_auth_openidc.so")).as("mod_auth_openidc is here").exists();
  }

  @Override
  protected String redirectPath() {
    return "/anteroom";
  }

  @Override
  protected Gate open(WaitingRoom room, URI address, Path folder) throws IOException {
    SiteBehind site = new SiteBehind();
    Path secrets = folder.resolve("secrets.conf");
    Path config = folder.resolve("anteroom.conf");
    Path around = folder.resolve("httpd.conf");
    Files.writeString(
        secrets,
        """
        OIDCClientSecret "%s"
        OIDCCryptoPassphrase "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
        """
            .formatted(WaitingRoom.SECRET));
    new Changes(
            Map.of(
                "https://login.example", room.provider().toString(),
                "https://shop.example", address.toString(),
                "*:443", address.getAuthority(),
                "/etc/apache2/anteroom-secrets.conf", secrets.toString(),
                "127.0.0.1:3000", "127.0.0.1:" + site.port()))
        .apply(RECIPE, config);
    Files.writeString(config, TLS.matcher(Files.readString(config)).replaceAll(""));
    Files.writeString(around, around(folder, address, config));
    return ProxyProcess.start(
        List.of(httpd.orElseThrow().toString(), "-f", around.toString(), "-D", "FOREGROUND"),
        folder,
        address.getPort(),
        site);
  }

  /** What Debian has around a site, as far as it is needed. */
  private static String around(Path folder, URI address, Path config) {
    String user = System.getProperty("user.name");
    return """
    ServerRoot %s
    ServerName localhost
    Listen %s
    PidFile pid
    ErrorLog /dev/stderr
    %s
    %s
    Include %s
    """
        .formatted(
            folder,
            address.getAuthority(),
            user.equals("root") ? "User www-data\nGroup www-data" : "",
            Stream.of(
                    "mpm_event",
                    "authn_core",
                    "authz_core",
                    "authz_user",
                    "headers",
                    "proxy",
                    "proxy_http",
                    "auth_openidc")
                .map(name -> "LoadModule %s_module %s/mod_%1$s.so".formatted(name, MODULES))
                .collect(joining("\n")),
            config);
  }

  @Test
  void tellsTheSiteBehindNothingThatVisitorsSayOfThemselves() {
    String page =
        firstSeesWith(
            Map.of(
                "X-Anteroom-Subject", "somebody",
                "X_Anteroom_Subject", "somebody",
                "X_Anteroom-Subject", "somebody",
                "X-Anteroom_Subject", "somebody"));

    assertThat(page).contains("-").doesNotContain("somebody");
  }
}
