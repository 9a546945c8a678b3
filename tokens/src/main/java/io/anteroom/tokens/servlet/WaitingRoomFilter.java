package io.anteroom.tokens.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.token.TokenClaims;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokens.Verdict.Invalid;
import io.anteroom.tokens.Verdict.Valid;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets those in who bring a good token, as {@code Authorization: Bearer} or in a cookie. What the
 * token says is then the request's attribute {@link #CLAIMS}.
 *
 * <p>Whoever brings none is sent to the waiting page if a person may be looking (302, with the
 * place to come back to), and gets 401 otherwise (RFC 6750 section 3). While nobody can tell what
 * is good, since no keys can be had, everybody gets 503. Safe for use by many threads.
 */
public final class WaitingRoomFilter implements Filter {

  /** The attribute of a request that was let in: its {@link TokenClaims}. */
  public static final String CLAIMS = "io.anteroom.tokens.claims";

  private static final Verdict NOBODY_CAN_TELL = new Invalid(Flaw.KEYS_UNAVAILABLE);

  /** About when keys may be asked for again. */
  private static final int RETRY_AFTER_SECONDS = 5;

  private final TokenVerifier verifier;
  private final InstantSource clock;
  private final Optional<URI> waitingPage;
  private final OfferedTokens offered;
  private final String returnParameter;

  private WaitingRoomFilter(Builder builder) {
    this.verifier = builder.verifier;
    this.clock = builder.clock;
    this.waitingPage = builder.waitingPage;
    this.offered = new OfferedTokens(builder.cookie);
    this.returnParameter = builder.returnParameter;
  }

  /** A filter as most sites need it: see {@link Builder} for what it takes for granted. */
  public WaitingRoomFilter(TokenVerifier verifier, URI waitingPage) {
    this(with(verifier).waitingPage(waitingPage));
  }

  /** Begins a filter that gives 401 to everybody without a token. */
  public static Builder with(TokenVerifier verifier) {
    return new Builder(verifier);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("a waiting room stands before HTTP only");
    }
    List<String> tokens = offered.in(http);
    switch (judge(tokens)) {
      case Valid(TokenClaims claims) -> {
        request.setAttribute(CLAIMS, claims);
        chain.doFilter(request, response);
      }
      case Invalid(Flaw flaw) when flaw == Flaw.KEYS_UNAVAILABLE -> askToComeBack(answer);
      case Invalid _ when waitingPage.isPresent() && isNavigation(http) ->
          send(wayTo(waitingPage.get(), http), answer);
      case Invalid _ -> refuse(answer, !tokens.isEmpty());
    }
  }

  /** A good one lets in, whatever else is there. */
  private Verdict judge(List<String> tokens) {
    Instant now = clock.instant();
    Verdict verdict = new Invalid(Flaw.MALFORMED);
    for (String token : tokens) {
      verdict = verifier.verify(token, now);
      if (verdict instanceof Valid || verdict.equals(NOBODY_CAN_TELL)) {
        return verdict;
      }
    }
    return verdict;
  }

  private static void askToComeBack(HttpServletResponse answer) {
    answer.setHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
    end(answer, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  private static void send(String page, HttpServletResponse answer) {
    answer.setHeader("Location", page);
    end(answer, HttpServletResponse.SC_FOUND);
  }

  /** An error is named only to whoever has shown something (RFC 6750 section 3.1). */
  private static void refuse(HttpServletResponse answer, boolean hasShown) {
    String error = hasShown ? ", error=\"invalid_token\"" : "";
    answer.setHeader("WWW-Authenticate", "Bearer realm=\"waiting room\"" + error);
    end(answer, HttpServletResponse.SC_UNAUTHORIZED);
  }

  private static void end(HttpServletResponse answer, int status) {
    answer.setHeader("Cache-Control", "no-store");
    answer.setStatus(status);
  }

  private static boolean isNavigation(HttpServletRequest request) {
    boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String accept = request.getHeader("Accept");
    return reading && accept != null && accept.contains("text/html");
  }

  private String wayTo(URI page, HttpServletRequest request) {
    String separator = page.getRawQuery() == null ? "?" : "&";
    return page + separator + returnParameter + "=" + URLEncoder.encode(OwnPath.of(request), UTF_8);
  }

  /** What a filter can be told. */
  public static final class Builder {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}";

    private final TokenVerifier verifier;
    private InstantSource clock = InstantSource.system();
    private Optional<URI> waitingPage = Optional.empty();
    private String cookie = "anteroom_token";
    private String returnParameter = "return_to";

    private Builder(TokenVerifier verifier) {
      this.verifier = verifier;
    }

    /**
     * Where people are sent who have no token. It must not lie behind this filter.
     *
     * @param page an http or https address, or a path of this site, without a fragment
     * @throws IllegalArgumentException if it is neither
     */
    public Builder waitingPage(URI page) {
      boolean web = "https".equals(page.getScheme()) || "http".equals(page.getScheme());
      boolean elsewhere = web && page.getHost() != null;
      boolean here = !page.isAbsolute() && page.getRawAuthority() == null && isPath(page);
      if ((!elsewhere && !here) || page.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "the waiting page must be like https://waiting.example/line or /line, not " + page);
      }
      waitingPage = Optional.of(page);
      return this;
    }

    private static boolean isPath(URI page) {
      return OwnPath.isSafe(page.toASCIIString());
    }

    /**
     * The cookie that may hold a token, instead of {@code anteroom_token}.
     *
     * @throws IllegalArgumentException if that is no name of a cookie (RFC 6265 section 4.1.1)
     */
    public Builder cookie(String name) {
      cookie = checked(name);
      return this;
    }

    /**
     * The parameter that tells the waiting page where somebody came from, instead of {@code
     * return_to}: a path of this site, with its query.
     *
     * @throws IllegalArgumentException if it has other characters than a cookie's name may have
     */
    public Builder returnParameter(String name) {
      returnParameter = checked(name);
      return this;
    }

    private static String checked(String name) {
      if (!name.matches(TOKEN)) {
        throw new IllegalArgumentException("not a plain name: " + name);
      }
      return name;
    }

    /** Another clock than the machine's. */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** The filter. */
    public WaitingRoomFilter build() {
      return new WaitingRoomFilter(this);
    }
  }
}
