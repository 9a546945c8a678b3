package io.anteroom.site;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The shop on its own. */
public final class SampleSiteApplication {

  private SampleSiteApplication() {}

  /** Opens the shop; it stays open until it is told to stop. */
  public static void main(String[] args) {
    SpringApplicationBuilder shop =
        new SpringApplicationBuilder(SampleSiteConfiguration.class).web(WebApplicationType.NONE);
    shop.application().setKeepAlive(true);
    shop.run(args);
  }
}
