package io.anteroom.site;

import io.anteroom.privatefile.PrivateFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole shop, on a port of its own. */
public final class Shop implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Shop(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Opens one, with the control panel. */
  public static Shop before(RoomStub room, Path folder) {
    return before(room, folder, Map.of());
  }

  /**
   * Opens one.
   *
   * @param more settings, or others, without what they all begin with
   */
  static Shop before(RoomStub room, Path folder, Map<String, String> more) {
    Path credentials = folder.resolve("credentials");
    new PrivateFile("credentials", credentials).write(RoomStub.CREDENTIALS);
    Map<String, String> settings = new HashMap<>();
    settings.put("site.port", "0");
    settings.put("site.control-panel", "true");
    settings.put("public-origin", room.publicOrigin().toString());
    settings.put("private-origin", room.privateOrigin().toString());
    settings.put("credentials-file", credentials.toString());
    settings.putAll(more);
    return new Shop(
        new SpringApplicationBuilder(SampleSiteConfiguration.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--anteroom." + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new)));
  }

  /** The address of a page. */
  public URI at(String target) {
    return URI.create("http://localhost:" + port() + target);
  }

  int port() {
    return context.getBean(SiteServer.class).port();
  }

  @Override
  public void close() {
    context.close();
  }
}
