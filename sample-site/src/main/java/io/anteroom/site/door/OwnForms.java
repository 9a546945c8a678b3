package io.anteroom.site.door;

import io.anteroom.site.page.Notice;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Takes forms from pages of ours alone (Fetch Metadata). Cookies that are {@code SameSite=Lax} do
 * not come with the forms of other sites, but with those of other ports and subdomains of ours.
 */
public final class OwnForms implements Filter {

  private static final Set<String> OURS = Set.of("same-origin", "none");

  private static final Notice FOREIGN =
      new Notice(
          "This form is from another page",
          "It was not sent from a page of this shop, so nothing was done.",
          "/",
          "To the front page");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer
        && isForeign(asked)) {
      FOREIGN.send(answer, HttpServletResponse.SC_FORBIDDEN);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Browsers from before 2023 do not say; what they send is judged by the cookie alone. */
  private static boolean isForeign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return request.getMethod().equals("POST") && site != null && !OURS.contains(site);
  }
}
