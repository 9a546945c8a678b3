package io.anteroom.tokens.servlet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The place that a request asked for, as a path of this site. Whoever is sent back there stays on
 * this site: a path that browsers would read as the address of another host is not given away.
 */
public final class OwnPath {

  /** Longer ones are made by programs, and would not fit into the address of a redirect. */
  private static final int MAX_LENGTH = 1500;

  private static final String HOME = "/";

  private OwnPath() {}

  /** Path and query; without the query, or the home page, if that is too long or not safe. */
  public static String of(HttpServletRequest request) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    String whole = query == null ? path : path + "?" + query;
    if (isSafe(whole)) {
      return whole;
    }
    return isSafe(path) ? path : HOME;
  }

  /**
   * Says whether a browser on this site stays there with it: one slash in front, then neither a
   * second one nor what browsers take for one, and no characters that they leave out.
   */
  public static boolean isSafe(String path) {
    return path.length() <= MAX_LENGTH
        && path.startsWith("/")
        && !path.startsWith("//")
        && path.chars().allMatch(c -> c > ' ' && c <= '~' && c != '\\');
  }
}
