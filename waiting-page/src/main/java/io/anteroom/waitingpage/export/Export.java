package io.anteroom.waitingpage.export;

import io.anteroom.waitingpage.WaitingPage;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command {@code ./anteroom waiting-page}. */
public final class Export {

  private static final int DONE = 0;
  private static final int REFUSED = 2;

  private final PrintStream out;
  private final PrintStream err;

  Export(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends this JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(new Export(System.out, System.err).run(List.of(arguments)));
  }

  /** Runs the command; returns its exit status. */
  int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(ExportOptions.USAGE);
      return DONE;
    }
    try {
      write(ExportOptions.parse(arguments));
      return DONE;
    } catch (ExportFault e) {
      err.println("waiting-page: " + e.getMessage());
      return REFUSED;
    }
  }

  private void write(ExportOptions options) {
    WaitingPage pages = new WaitingPage(options.look());
    Map<String, byte[]> files = new TreeMap<>();
    files.put("index.html", pages.standingAlone(options.site()));
    pages.files().forEach((name, file) -> files.put("waiting_page/" + name, file.bytes()));

    List<String> left = new ExportFolder(options.to()).write(files);

    out.printf("%d files in %s. Serve them with these headers:%n", files.size(), options.to());
    out.println("  Content-Security-Policy: " + WaitingPage.policy(options.site().api()));
    out.println("  Cache-Control: no-cache");
    left.forEach(name ->
        err.println(
            "waiting-page: left as it is, since somebody changed it: "
                + options.to().resolve(name)));
  }
}
