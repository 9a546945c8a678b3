package io.anteroom.oidc.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Body;
import io.anteroom.edge.Call;
import io.anteroom.edge.Face;
import io.anteroom.oidc.authorize.Reading.Understood;
import io.anteroom.oidc.authorize.Visit.Arrival;
import io.anteroom.oidc.authorize.Visit.Door;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.code.CodeUses;
import io.anteroom.oidc.code.Codes;
import io.anteroom.oidc.place.Line;
import io.anteroom.oidc.place.PlaceCookie;
import io.anteroom.oidc.place.Turns;
import io.anteroom.oidc.provider.ProviderAddress;
import io.anteroom.oidc.provider.SlowWork;
import io.anteroom.waitingpage.Languages;
import io.anteroom.waitingpage.WaitingPage;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The doors by which people come: where sites send them, and where they wait. */
public final class AuthorizeFace {

  /** Come again with GET, whatever you came with (RFC 9110 section 15.4.4). */
  private static final int SEE_OTHER = 303;

  /** By one of these a browser says that it fetches what nobody has asked for yet. */
  private static final List<String> PURPOSES =
      List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

  private final RequestReader reader;
  private final SiteAnswers sites;
  private final Pages pages;
  private final Doorkeeper doorkeeper;
  private final CodeUses uses;
  private final SlowWork work;
  private final InstantSource clock;

  private AuthorizeFace(
      RequestReader reader,
      SiteAnswers sites,
      Pages pages,
      Doorkeeper doorkeeper,
      CodeUses uses,
      SlowWork work,
      InstantSource clock) {
    this.reader = reader;
    this.sites = sites;
    this.pages = pages;
    this.doorkeeper = doorkeeper;
    this.uses = uses;
    this.work = work;
    this.clock = clock;
  }

  /**
   * The face.
   *
   * @param address of this provider
   * @param look of the pages that people see
   * @param publicOrigin where people's browsers ask how the line moves
   * @param uses of codes
   * @param work where people are waited for
   */
  public static Face of(
      ProviderAddress address,
      WaitingPage look,
      URI publicOrigin,
      Clients clients,
      PlaceCookie cookie,
      Turns turns,
      Line line,
      Codes codes,
      CodeUses uses,
      SlowWork work,
      InstantSource clock) {
    SiteAnswers sites = new SiteAnswers(address.issuer());
    Pages pages = new Pages(look, publicOrigin);
    AuthorizeFace face =
        new AuthorizeFace(
            new RequestReader(clients),
            sites,
            pages,
            new Doorkeeper(cookie, turns, line, codes, sites, pages),
            uses,
            work,
            clock);
    return Face.openId()
        .get(ProviderAddress.AUTHORIZE, call -> face.come(call, Door.AUTHORIZE))
        .post(ProviderAddress.AUTHORIZE, Body.form(), face::form)
        .get(ProviderAddress.WAITING_ROOM, call -> face.come(call, Door.WAITING_ROOM))
        .get("/waiting_page/{file}", new PageFiles(look)::answer)
        .build();
  }

  private Mono<Answer> come(Call call, Door door) {
    return read(
        call,
        call.query().raw(),
        Doorkeeper.FOUND,
        asked -> {
          Visit visit =
              new Visit(door, asked.request(), clock.instant(), arrival(call, asked), uses);
          return work.answer(
              () -> receive(visit, call), () -> doorkeeper.turnAway(visit, languages(call)));
        });
  }

  private Answer receive(Visit visit, Call call) {
    Languages languages = languages(call);
    if (call.isHead()) {
      return doorkeeper.preview(visit, languages);
    }
    // Whoever gets an error does not keep it, and asks again when somebody wants the page.
    return isPrefetch(call)
        ? doorkeeper.turnAway(visit, languages)
        : doorkeeper.receive(visit, call.cookies(), languages);
  }

  private static Languages languages(Call call) {
    return Languages.accepted(call.list("Accept-Language"));
  }

  private static Arrival arrival(Call call, Understood asked) {
    // Says for what the browser wants it (Fetch Metadata): a window, unless it is told otherwise.
    if (call.header("Sec-Fetch-Dest").filter(use -> !use.equals("document")).isPresent()) {
      return Arrival.EMBEDDED;
    }
    return asked.isJoined() ? Arrival.JOINED : Arrival.USUAL;
  }

  private static boolean isPrefetch(Call call) {
    return PURPOSES.stream()
        .map(call::header)
        .flatMap(Optional::stream)
        .anyMatch(purpose -> purpose.contains("prefetch") || purpose.contains("preview"));
  }

  /**
   * {@code POST /authorize}: a site sends somebody with a form, as OpenID Connect Core 1.0 section
   * 3.1.2.1 allows. The place does not come along with that, and it does with a link.
   */
  private Mono<Answer> form(Call call) {
    return read(
        call,
        new String(call.body(), UTF_8),
        SEE_OTHER,
        asked ->
            Mono.just(
                Answer.redirect(SEE_OTHER, URI.create(Door.AUTHORIZE.link(asked.request())))));
  }

  private Mono<Answer> read(
      Call call, String parameters, int redirect, Function<Understood, Mono<Answer>> then) {
    return switch (reader.read(URLUtils.parseParameters(parameters))) {
      case Understood understood -> then.apply(understood);
      case Reading.Refused(var back, var error) ->
          Mono.just(Answer.redirect(redirect, sites.error(back, error)));
      case Reading.NoWayBack(var why) -> Mono.just(pages.noWayBack(why, languages(call)));
    };
  }
}
