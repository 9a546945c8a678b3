package io.anteroom.site;

import io.anteroom.privatefile.PrivateFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole shop, on a port of its own. */
public final class Shop implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Shop(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Opens one.
   *
   * @param more settings, such as {@code --anteroom.site.origin=https://shop.example}
   */
  public static Shop before(RoomStub room, Path folder, String... more) {
    Path credentials = folder.resolve("credentials");
    new PrivateFile("credentials", credentials).write(RoomStub.CREDENTIALS);
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--anteroom.site.port=0",
                "--anteroom.site.control-panel=true",
                "--anteroom.public-origin=" + room.publicOrigin(),
                "--anteroom.private-origin=" + room.privateOrigin(),
                "--anteroom.credentials-file=" + credentials));
    settings.addAll(Arrays.asList(more));
    return new Shop(
        new SpringApplicationBuilder(SampleSiteConfiguration.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings.toArray(String[]::new)));
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
