package io.anteroom.streams.mirror;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import java.net.URI;

/**
 * What a mirror needs to know.
 *
 * @param connection how to reach the log
 * @param topics names of the topics
 * @param redis {@code redis://host:port} or {@code rediss://host:port}
 * @param member name under which this instance is a static member of the mirrors' group (KIP-345),
 *     so that it takes up its place at once after a crash; no two running instances share one
 */
public record MirrorSettings(LogConnection connection, Topics topics, URI redis, String member) {

  /** Never shows the password that may be in the address of Redis. */
  @Override
  public String toString() {
    return "MirrorSettings[" + member + " at " + redis.getHost() + ":" + redis.getPort() + "]";
  }
}
