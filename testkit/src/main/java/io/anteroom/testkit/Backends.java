package io.anteroom.testkit;

/**
 * The real broker and the real Redis that a test class may use.
 *
 * <p>Both are shared by all classes of a test run; the topics under the prefix are this class's
 * alone, and Redis is empty when the class begins.
 *
 * @param bootstrap what Kafka clients put into {@code bootstrap.servers}
 * @param redisUrl what Redis clients connect to
 * @param topicPrefix to put before the names of topics, applications and groups; ends with a dot
 */
public record Backends(String bootstrap, String redisUrl, String topicPrefix) {}
