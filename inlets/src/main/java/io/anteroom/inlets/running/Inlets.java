package io.anteroom.inlets.running;

import java.util.List;
import java.util.Optional;

/** The inlets of this service, by their names. */
public interface Inlets {

  /** The inlet of that name, if there is one. */
  Optional<Inlet> named(String name);

  /** Every inlet, by name. */
  List<Inlet> all();
}
