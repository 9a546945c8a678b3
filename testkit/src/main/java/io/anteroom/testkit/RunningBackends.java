package io.anteroom.testkit;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** A broker and a Redis for a whole test run. */
interface RunningBackends extends AutoCloseable {
  String bootstrap();

  String redisUrl();

  @Override
  void close();

  /**
   * Containers where a Docker engine answers and can get them, else what the build brought along.
   */
  static RunningBackends start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return artifacts("no Docker engine answers");
    }
    try {
      RunningBackends containers = new ContainerBackends();
      say("containers of the Docker engine");
      return containers;
    } catch (ContainerLaunchException | ContainerFetchException e) {
      return artifacts("the Docker engine has no such containers");
    }
  }

  private static RunningBackends artifacts(String reason) {
    say("processes started from Maven artifacts, because " + reason);
    return new ArtifactBackends();
  }

  private static void say(String what) {
    System.out.println("Kafka and Redis of these tests: " + what);
  }
}
