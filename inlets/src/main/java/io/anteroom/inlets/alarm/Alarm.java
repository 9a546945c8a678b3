package io.anteroom.inlets.alarm;

import io.anteroom.domain.inlet.AlarmState;

/** An alarm that an inlet minds. Safe for use by many threads. */
@FunctionalInterface
public interface Alarm {

  /** For inlets that mind none. */
  Alarm NONE = () -> AlarmState.OK;

  /** What it says now. May wait for an answer, for a second or two; never fails. */
  AlarmState state();
}
