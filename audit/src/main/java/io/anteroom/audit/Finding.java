package io.anteroom.audit;

import io.anteroom.domain.invariant.Breach;

/** A broken rule and the place in the log where it shows. */
record Finding(Breach breach, LogPlace place) {

  @Override
  public String toString() {
    return breach + " (" + place + ")";
  }
}
