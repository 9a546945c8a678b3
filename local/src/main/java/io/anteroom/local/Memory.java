package io.anteroom.local;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory the stack may still get.
 *
 * @param freeMegabytes what the system can give without swapping
 */
record Memory(long freeMegabytes) {
  /** What the whole stack takes under load, Redis included. */
  static final long NEEDED_MEGABYTES = 1200;

  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  /** Asks the system; a container's limit counts as well as what the machine has left. */
  static Memory ofThisMachine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize() / (1024 * 1024);
    long available = available().orElse(system.getFreeMemorySize() / (1024 * 1024));
    return new Memory(Math.min(total, available));
  }

  /** A sentence for people when memory is short. */
  Optional<String> warning() {
    if (freeMegabytes >= NEEDED_MEGABYTES) {
      return Optional.empty();
    }
    return Optional.of(
        "memory is short: %d MB are free, and Anteroom takes up to %d MB; close other programs if it is slow or gets killed"
            .formatted(freeMegabytes, NEEDED_MEGABYTES));
  }

  /** Linux counts as free only what holds nothing at all; caches can be had as well. */
  private static Optional<Long> available() {
    try {
      Matcher line = AVAILABLE.matcher(Files.readString(LINUX));
      return line.find() ? Optional.of(Long.parseLong(line.group(1)) / 1024) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
