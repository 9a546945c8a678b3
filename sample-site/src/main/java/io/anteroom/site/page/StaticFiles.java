package io.anteroom.site.page;

import io.anteroom.pagefiles.PageFile;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files for browsers, which keep them, and ask each time whether they have changed. */
public final class StaticFiles extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, PageFile> files;

  /** These, by their names; to be put at {@code /folder/*}. */
  public StaticFiles(Map<String, PageFile> files) {
    this.files = files;
  }

  /** The shop's own. */
  public static StaticFiles ofTheShop() {
    return new StaticFiles(
        Stream.of("shop.css", "lantern.svg", "poster.svg")
            .collect(
                Collectors.toUnmodifiableMap(
                    name -> name, name -> PageFile.beside(StaticFiles.class, name))));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (path == null) {
      // Not the address as it came: for browsers, "//elsewhere/..;/shop" is another site.
      response.sendRedirect(request.getServletPath() + "/");
      return;
    }
    Optional<PageFile> file = Optional.ofNullable(files.get(path.substring(1)));
    if (file.isPresent()) {
      send(file.get(), request.getHeader("If-None-Match"), response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void send(PageFile file, @Nullable String known, HttpServletResponse response)
      throws IOException {
    String tag = '"' + file.tag() + '"';
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", tag);
    if (tag.equals(known)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.contentType());
    response.setContentLength(file.bytes().length);
    response.getOutputStream().write(file.bytes());
  }
}
