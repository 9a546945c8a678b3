package io.anteroom.site;

import io.anteroom.controlpanel.ControlPanel;
import io.anteroom.controlpanel.PanelSettings;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import io.anteroom.site.door.DoorInWords;
import io.anteroom.site.door.Entrance;
import io.anteroom.site.door.OwnForms;
import io.anteroom.site.door.PlainLine;
import io.anteroom.site.door.PublicOrigin;
import io.anteroom.site.door.Room;
import io.anteroom.site.door.SessionEnds;
import io.anteroom.site.door.TurnCookie;
import io.anteroom.site.door.WaitingRoom;
import io.anteroom.site.page.SafeHeaders;
import io.anteroom.site.page.StaticFiles;
import io.anteroom.site.page.Trouble;
import io.anteroom.site.shop.BoxOffice;
import io.anteroom.site.shop.CheckoutPage;
import io.anteroom.site.shop.FrontPage;
import io.anteroom.site.shop.SearchPage;
import io.anteroom.site.shop.ThanksPage;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublishedKeys;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.servlet.WaitingRoomFilter;
import io.anteroom.waitingpage.WaitingPage;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shop, with all that stands before and behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiteSettings.class)
public class SampleSiteConfiguration {

  private static final String SEARCH = "/search";
  private static final String ENTER = "/enter";

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  TokenVerifier tokenVerifier(SiteSettings settings) {
    return new TokenVerifier(
        PublishedKeys.at(settings.publicOrigin()),
        Expectation.access(settings.site().event(), settings.issuer()));
  }

  @Bean
  PrivateOrigin privateOrigin(SiteSettings settings) {
    Credentials credentials = Credentials.load(settings.requiredCredentialsFile());
    return new PrivateOrigin(
        settings.privateOrigin(), new Signer(credentials, settings.signingRegion()), Pace.USUAL);
  }

  @Bean
  PublicOrigin publicOrigin(SiteSettings settings) {
    return new PublicOrigin(settings.publicOrigin(), settings.site().event());
  }

  @Bean
  SessionEnds sessionEnds(PrivateOrigin origin, SiteSettings settings, InstantSource clock) {
    return new SessionEnds(origin, settings.site().event(), clock);
  }

  @Bean
  TurnCookie turns(TokenVerifier verifier, SiteSettings settings, InstantSource clock) {
    return new TurnCookie(verifier, settings.isSecure(), clock);
  }

  @Bean
  Room room(SiteSettings settings) {
    return new Room(
        settings.publicOrigin(), settings.site().event(), new WaitingPage(ShopLook.read()));
  }

  @Bean
  SiteServer siteServer(
      SiteSettings settings,
      TokenVerifier verifier,
      TurnCookie turns,
      Room room,
      PublicOrigin origin,
      SessionEnds ends,
      InstantSource clock) {
    SiteServer server = new SiteServer(settings.site().port()).before(new SafeHeaders(), "/*");
    addShop(server, turns, ends, settings.site().controlPanel(), clock);
    addDoor(server, verifier, turns);
    addLine(server, room, origin, turns, settings.isSecure());
    if (settings.site().controlPanel()) {
      addPanel(server, settings);
    }
    return server.page("/", new Trouble()).start();
  }

  private static void addShop(
      SiteServer server,
      TurnCookie turns,
      SessionEnds ends,
      boolean hasPanel,
      InstantSource clock) {
    BoxOffice office = new BoxOffice();
    SearchPage search = new SearchPage(office, clock);
    CheckoutPage checkout =
        new CheckoutPage(
            office,
            search,
            (visitor, turnEndsAt, response) -> {
              ends.end(visitor, turnEndsAt);
              turns.forget(response);
            },
            clock);
    server
        .page("", new FrontPage(office, hasPanel))
        .page(SEARCH, search)
        .page(CheckoutPage.PATH, checkout)
        .page(ThanksPage.PATH, new ThanksPage(office))
        .page("/shop/*", StaticFiles.ofTheShop());
  }

  /** What somebody gets to only with a turn. */
  private static void addDoor(SiteServer server, TokenVerifier verifier, TurnCookie turns) {
    String[] inside = {SEARCH, CheckoutPage.PATH, ENTER};
    server
        .before(new OwnForms(), CheckoutPage.PATH, PlainLine.PATH)
        .before(new DoorInWords(turns), inside)
        .before(new WaitingRoomFilter(verifier, URI.create(WaitingRoom.PATH)), inside)
        .page(ENTER, new Entrance(turns));
  }

  private static void addLine(
      SiteServer server, Room room, PublicOrigin origin, TurnCookie turns, boolean secure) {
    server
        .page(WaitingRoom.PATH, new WaitingRoom(room, turns))
        .page(PlainLine.PATH, new PlainLine(room, origin, turns, secure))
        .page("/waiting_page/*", new StaticFiles(room.pages().files()));
  }

  private static void addPanel(SiteServer server, SiteSettings settings) {
    PanelSettings panel =
        new PanelSettings(
            settings.publicOrigin(), settings.privateOrigin(), settings.signingRegion());
    server
        .page("/control_panel/", new PanelPage(panel))
        .page("/control_panel/*", new StaticFiles(ControlPanel.files()));
  }
}
