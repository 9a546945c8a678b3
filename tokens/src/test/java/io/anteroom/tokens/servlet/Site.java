package io.anteroom.tokens.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.domain.token.TokenClaims;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A site in a real Tomcat: a page that tells who was let in, behind a filter. */
final class Site implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();

  Site(Filter filter, Path directory) {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.setHostname("localhost");
    Context site = tomcat.addContext("", directory.toString());
    Tomcat.addServlet(site, "page", new Page());
    site.addServletMappingDecoded("/", "page");
    put(filter, site);
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(Filter filter, Context site) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("waiting room");
    definition.setFilter(filter);
    site.addFilterDef(definition);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("waiting room");
    everywhere.addURLPattern("/*");
    site.addFilterMap(everywhere);
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  URI address(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Page extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      TokenClaims claims = (TokenClaims) request.getAttribute(WaitingRoomFilter.CLAIMS);
      byte[] page = ("welcome, number " + claims.queuePosition()).getBytes(UTF_8);
      response.setContentType("text/plain;charset=UTF-8");
      response.getOutputStream().write(page);
    }
  }
}
