package io.anteroom.benchmarks;

/**
 * Shows what a waiting person costs: lets people join the room of a running local stack, waits
 * until they are numbered, and prints what Redis, the state stores and the heap hold, at each of
 * several numbers of people.
 */
public final class Footprint {

  private static final long[] PEOPLE = {1_000, 1_000_000};

  private final RunningStack stack;
  private final Crowd crowd;

  private Footprint(RunningStack stack) {
    this.stack = stack;
    this.crowd = new Crowd(stack);
  }

  /**
   * Runs against the stack in {@code ANTEROOM_HOME}, or else {@code .anteroom}; takes no options.
   */
  public static void main(String[] args) {
    try {
      new Footprint(RunningStack.find()).run();
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void run() {
    crowd.requireNobody();
    System.out.printf(
        "%12s %8s %15s %15s %15s%n", "people", "spans", "Redis bytes", "store bytes", "heap bytes");
    long joined = 0;
    for (long people : PEOPLE) {
      crowd.join(people - joined, _ -> {});
      joined = people;
      crowd.awaitNumbers(people);
      System.out.printf(
          "%,12d %,8d %,15d %,15d %,15d%n",
          people, stack.spans(), stack.redisBytes(), stack.storeBytes(), stack.heapBytes());
    }
  }
}
