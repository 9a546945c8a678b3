package io.anteroom.streams.bridge;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;

/**
 * What a bridge needs to know.
 *
 * @param connection how to reach the log
 * @param topics names of the topics
 * @param bus where the bus is
 * @param member name under which this instance is a static member of the bridges' group (KIP-345),
 *     so that it takes up its place at once after a crash; no two running instances share one
 */
public record BridgeSettings(
    LogConnection connection, Topics topics, EventBusAddress bus, String member) {}
