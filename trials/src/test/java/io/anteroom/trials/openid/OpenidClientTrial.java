package io.anteroom.trials.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.anteroom.recipes.Gate;
import io.anteroom.recipes.ProxyProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Needs {@code node} on the path, and npm's openid-client in the folder that {@code OPENID_CLIENT}
 * names: tried by hand, as docs/openid.md says.
 */
class OpenidClientTrial extends RelyingPartyContract {

  private static final Path RECIPE = Path.of("..", "recipes", "openid", "node", "site.mjs");

  private Optional<Path> node = Optional.empty();
  private Optional<Path> packages = Optional.empty();

  @Override
  protected void requireSoftware() {
    node = ProxyProcess.find("node");
    packages =
        Optional.ofNullable(System.getenv("OPENID_CLIENT"))
            .map(folder -> Path.of(folder, "node_modules"));
    assumeThat(node).as("node is here").isPresent();
    assumeThat(packages).as("openid-client is here").isPresent();
  }

  @Override
  protected String redirectPath() {
    return "/callback";
  }

  @Override
  protected Gate open(WaitingRoom room, URI address, Path folder) throws IOException {
    Path site = folder.resolve("site.mjs");
    Files.copy(RECIPE, site);
    Files.createSymbolicLink(folder.resolve("node_modules"), packages.orElseThrow());
    assertThat(site.resolveSibling("node_modules/openid-client")).exists();
    return ProxyProcess.start(
        List.of(
            "env",
            "SITE=" + address,
            "PORT=" + address.getPort(),
            "PROVIDER=" + room.provider(),
            "ROOM=" + WaitingRoom.ROOM,
            "CLIENT_SECRET=" + WaitingRoom.SECRET,
            node.orElseThrow().toString(),
            site.toString()),
        folder,
        address.getPort());
  }
}
