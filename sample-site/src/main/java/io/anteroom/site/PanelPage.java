package io.anteroom.site;

import io.anteroom.controlpanel.ControlPanel;
import io.anteroom.controlpanel.PanelSettings;
import io.anteroom.site.page.Html;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The control panel. It lies beside the shop so that a newcomer finds it; where it is used in
 * earnest it belongs on an origin of its own.
 */
final class PanelPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient PanelSettings settings;

  PanelPage(PanelSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Security-Policy", ControlPanel.policy(settings));
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Referrer-Policy", "no-referrer");
    Html.send(ControlPanel.page(settings), response);
  }
}
