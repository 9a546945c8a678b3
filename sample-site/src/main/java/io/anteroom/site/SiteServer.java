package io.anteroom.site;

import io.anteroom.site.page.Trouble;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat with one application, put together by hand. */
public final class SiteServer implements AutoCloseable {

  /** Forms of this shop have a few hundred bytes. */
  private static final int MAX_FORM = 8 * 1024;

  /** For a request's head to come in, and between two requests. */
  private static final int PATIENCE_MILLIS = 10_000;

  private static final String TROUBLE = "/trouble";

  private final Path folder;
  private final Tomcat tomcat = new Tomcat();
  private final StandardContext site;

  SiteServer(int port) {
    folder = makeFolder();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(port);
    Connector connector = tomcat.getConnector();
    connector.setMaxPostSize(MAX_FORM);
    connector.setProperty("connectionTimeout", String.valueOf(PATIENCE_MILLIS));
    tomcat.getHost().getPipeline().addValve(silent());
    site = (StandardContext) tomcat.addContext("", folder.toString());
    // The application ends with its server, and leaves nothing behind that could be looked for.
    site.setClearReferencesThreadLocals(false);
    site.setClearReferencesRmiTargets(false);
    site.setRequestCharacterEncoding("UTF-8");
    site.setResponseCharacterEncoding("UTF-8");
    page(TROUBLE, new Trouble());
    ErrorPage whatever = new ErrorPage();
    whatever.setLocation(TROUBLE);
    site.addErrorPage(whatever);
  }

  private static Path makeFolder() {
    try {
      return Files.createTempDirectory("anteroom-site");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For what is so broken that it reaches no page: says nothing of us. */
  private static ErrorReportValve silent() {
    ErrorReportValve valve = new ErrorReportValve();
    valve.setShowReport(false);
    valve.setShowServerInfo(false);
    return valve;
  }

  /** Puts a page, or what answers like one, at a path or a pattern of paths. */
  SiteServer page(String pattern, HttpServlet page) {
    String name = "at " + pattern;
    Tomcat.addServlet(site, name, page).setLoadOnStartup(1);
    site.addServletMappingDecoded(pattern, name);
    return this;
  }

  /** Puts a filter before some of them; those that came before stand outside. */
  SiteServer before(Filter filter, String... patterns) {
    String name = filter.getClass().getSimpleName();
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    site.addFilterDef(definition);
    FilterMap where = new FilterMap();
    where.setFilterName(name);
    for (String pattern : patterns) {
      where.addURLPattern(pattern);
    }
    site.addFilterMap(where);
    return this;
  }

  /**
   * Opens the port.
   *
   * @throws IllegalStateException if it can't be had
   */
  SiteServer start() {
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      close();
      throw new IllegalStateException("the shop can't start: " + e.getMessage(), e);
    }
    // A port that is taken is in Tomcat's log, and nowhere else.
    if (tomcat.getConnector().getState() != LifecycleState.STARTED) {
      int port = tomcat.getConnector().getPort();
      close();
      throw new IllegalStateException(
          "port " + port + " of the shop can't be used (anteroom.site.port, ANTEROOM_SITE_PORT)");
    }
    return this;
  }

  /** Where it listens. */
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /** Answers what is under way, for a moment, and closes the port. */
  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
