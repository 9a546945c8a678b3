package io.anteroom.site.shop;

import io.anteroom.site.page.ShopPage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** What the evening is, for everybody: no line stands before this page. */
public final class FrontPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final ShopPage PAGE = ShopPage.of("front.html");

  private static final String TO_PANEL =
      """
      <p class="quiet">Behind the scenes: operators move the line in the \
      <a href="/control_panel/">control panel</a>.</p>\
      """;

  private final transient BoxOffice office;
  private final transient ShopPage page;

  /**
   * Shows how many seats are left there.
   *
   * @param hasPanel whether the control panel is to be found here, too
   */
  public FrontPage(BoxOffice office, boolean hasPanel) {
    this.office = office;
    this.page = PAGE.with("panel", hasPanel ? TO_PANEL : "");
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int left = office.left();
    page.send(
        response,
        Map.of(
            "title",
            "Music for the longest night",
            "price",
            Words.price(1),
            "left",
            left == 1 ? "1 seat left" : left + " seats left"));
  }
}
