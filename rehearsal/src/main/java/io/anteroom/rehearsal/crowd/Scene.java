package io.anteroom.rehearsal.crowd;

import io.anteroom.rehearsal.proof.Breach;
import io.anteroom.rehearsal.proof.Breaches;
import io.anteroom.rehearsal.proof.CounterWatch;
import io.anteroom.rehearsal.proof.TokenCheck;

/** What all visitors of one rehearsal share. */
public record Scene(
    Plan plan,
    PublicRoom room,
    PrivateRoom site,
    Sightings sightings,
    Measurements measurements,
    CounterWatch counter,
    TokenCheck tokens,
    Breaches breaches) {

  void breach(Breach breach) {
    breaches.add(breach);
  }
}
