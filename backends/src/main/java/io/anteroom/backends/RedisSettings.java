package io.anteroom.backends;

import java.nio.file.Path;

/**
 * Where a Redis keeps its files, which loopback port it takes, and whether its data outlive it.
 *
 * <p>Redis is a mirror of the log and may vanish at any time, so nothing is written while it runs.
 * A Redis that keeps its data writes one snapshot at a clean stop, which only saves its reader the
 * rebuild.
 *
 * @param directory for the binary, the log and the snapshot
 * @param keepsData whether a clean stop writes a snapshot that the next start reads
 */
public record RedisSettings(Path directory, int port, boolean keepsData) {

  /** A Redis on a free port whose data end with it. */
  public static RedisSettings in(Path directory) {
    return new RedisSettings(directory, FreePort.find(), false);
  }

  /** The same for a Redis that carries on with its data after a clean stop. */
  public RedisSettings keepingData() {
    return new RedisSettings(directory, port, true);
  }

  /** What Redis clients connect to. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }
}
