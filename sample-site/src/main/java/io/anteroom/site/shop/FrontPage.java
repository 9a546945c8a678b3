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

  private final transient BoxOffice office;

  /** Shows how many seats are left there. */
  public FrontPage(BoxOffice office) {
    this.office = office;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int left = office.left();
    PAGE.send(
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
