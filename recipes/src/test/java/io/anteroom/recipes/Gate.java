package io.anteroom.recipes;

/** A site behind a recipe, as it runs; every page of it answers with the subject of the visitor. */
public interface Gate extends AutoCloseable {

  /** Where it listens, on the loopback interface. */
  int port();

  @Override
  void close();
}
