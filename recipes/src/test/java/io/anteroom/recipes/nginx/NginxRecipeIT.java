package io.anteroom.recipes.nginx;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.recipes.Changes;
import io.anteroom.recipes.Gate;
import io.anteroom.recipes.KeyServer;
import io.anteroom.recipes.ProxyProcess;
import io.anteroom.recipes.RecipeContract;
import io.anteroom.recipes.SiteBehind;
import io.anteroom.recipes.Visitor;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Debian's nginx and libnginx-mod-http-js, or the like. */
class NginxRecipeIT extends RecipeContract {

  private static final Path RECIPE = Path.of("nginx");
  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_http_js_module.so");

  private static Optional<Path> nginx = Optional.empty();

  @BeforeAll
  static void looksForNginx() {
    nginx = ProxyProcess.find("nginx");
    assumeThat(nginx).as("nginx is here").isPresent();
    assumeThat(MODULE).as("nginx's JavaScript module is here").exists();
  }

  @Override
  protected String recipe() {
    return "nginx";
  }

  @Override
  protected Gate open(KeyServer keys, Path folder) throws IOException {
    return open(keys, folder, 5);
  }

  private static Gate open(KeyServer keys, Path folder, int clockSkew) throws IOException {
    SiteBehind site = new SiteBehind();
    int port = ProxyProcess.freePort();
    Path around = folder.resolve("nginx.conf");
    Files.writeString(around, around(folder));
    new Changes(
            Map.ofEntries(
                entry(
                    "/etc/nginx/anteroom.js",
                    RECIPE.resolve("anteroom.js").toAbsolutePath().toString()),
                entry("/var/cache/nginx/anteroom", folder.resolve("keys").toString()),
                entry("listen 80;", "listen 127.0.0.1:" + port + ";"),
                entry("127.0.0.1:3000", "127.0.0.1:" + site.port()),
                entry("127.0.0.1:3001", "127.0.0.1:" + ProxyProcess.freePort()),
                entry("https://$anteroom_host/.well-known/jwks.json", keys.url()),
                entry("anteroom_clock_skew 5;", "anteroom_clock_skew " + clockSkew + ";"),
                entry("proxy_cache_valid 200 1m;", "proxy_cache_valid 200 1s;")))
        .apply(RECIPE.resolve("anteroom.conf"), folder.resolve("anteroom.conf"));
    return ProxyProcess.start(
        List.of(nginx.orElseThrow().toString(), "-p", folder.toString(), "-c", around.toString()),
        folder,
        port,
        site);
  }

  /** As the table of docs/verifying.md has it. */
  @Test
  void decidesBetweenHeaderAndCookie() {
    assertThat(status("Bearer " + GOOD, EXPIRED)).isEqualTo(200);
    assertThat(status("Bearer " + EXPIRED, GOOD)).isEqualTo(401);
    assertThat(status("Bearer opaque", GOOD)).isEqualTo(401);
    assertThat(status("Basic dTpw", GOOD)).isEqualTo(200);
    assertThat(status("bearer " + GOOD, "")).isEqualTo(200);
  }

  @Test
  void goesByTheFirstOfTwoCookies() {
    String cookies = "anteroom_token=" + EXPIRED + "; anteroom_token=" + GOOD;

    assertThat(answer(Map.of("Cookie", cookies)).statusCode()).isEqualTo(401);
  }

  private int status(String authorization, String cookie) {
    return answer(Map.of("Authorization", authorization, "Cookie", "anteroom_token=" + cookie))
        .statusCode();
  }

  @Test
  void takesTheTokenOfACookieToo() {
    assertThat(answer(Map.of("Cookie", "a=b; anteroom_token=" + GOOD)).statusCode()).isEqualTo(200);
    assertThat(answer(Map.of("Cookie", "a=b; anteroom_token=x" + GOOD)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void sendsWhoOpensAPageToTheWaitingRoom() {
    HttpResponse<String> answer = answer(Map.of("Accept", "text/html,*/*;q=0.8"));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("https://waiting.example/?event_id=Sample");
  }

  @Test
  void letsNobodyInWithClocksTooFarApart(@TempDir Path folder) throws IOException {
    try (KeyServer keys = new KeyServer();
        Gate gate = open(keys, folder, 61);
        Visitor visitor = new Visitor(gate.port())) {
      keys.publish(TokenVectors.read().jwks());

      assertThat(visitor.isWelcomeWith(GOOD)).isFalse();
    }
  }

  /** What Debian has around a file in conf.d, as far as it is needed. */
  private static String around(Path folder) {
    String user = System.getProperty("user.name");
    return """
    %s
    daemon off;
    worker_processes 2;
    pid %2$s/pid;
    error_log stderr;
    load_module %3$s;
    events {}
    http {
      access_log off;
      client_body_temp_path %2$s/bodies;
      proxy_temp_path %2$s/proxied;
      fastcgi_temp_path %2$s/fastcgi;
      uwsgi_temp_path %2$s/uwsgi;
      scgi_temp_path %2$s/scgi;
      include %2$s/anteroom.conf;
    }
    """
        .formatted(user.equals("root") ? "user root root;" : "", folder, MODULE);
  }
}
