package io.anteroom.site;

import io.anteroom.waitingpage.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** How the waiting page looks before this shop: its mark, and its word on the button. */
final class ShopLook {

  private ShopLook() {}

  static Look read() {
    return Look.of(
        Map.of("mark.svg", file("page/lantern.svg"), "texts.json", file("page/texts.json")));
  }

  private static byte[] file(String name) {
    try (InputStream in = ShopLook.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
