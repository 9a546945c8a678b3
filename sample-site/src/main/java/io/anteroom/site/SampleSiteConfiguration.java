package io.anteroom.site;

import io.anteroom.site.page.SafeHeaders;
import io.anteroom.site.page.StaticFiles;
import io.anteroom.site.page.Trouble;
import io.anteroom.site.shop.BoxOffice;
import io.anteroom.site.shop.FrontPage;
import io.anteroom.waitingpage.Look;
import io.anteroom.waitingpage.WaitingPage;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shop, with all that stands before and behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiteSettings.class)
public class SampleSiteConfiguration {

  @Bean
  BoxOffice boxOffice() {
    return new BoxOffice();
  }

  @Bean
  WaitingPage pages() {
    return new WaitingPage(Look.ours());
  }

  @Bean
  SiteServer siteServer(SiteSettings settings, BoxOffice office, WaitingPage pages) {
    return new SiteServer(settings.site().port())
        .before(new SafeHeaders(), "/*")
        .page("", new FrontPage(office))
        .page("/shop/*", StaticFiles.ofTheShop())
        .page("/waiting_page/*", new StaticFiles(pages.files()))
        .page("/", new Trouble())
        .start();
  }
}
