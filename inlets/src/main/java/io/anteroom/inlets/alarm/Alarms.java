package io.anteroom.inlets.alarm;

/** Where alarms are found. */
@FunctionalInterface
public interface Alarms {

  /**
   * The alarm of that name, whether there is one or not.
   *
   * @param name of a metric alarm or of a composite alarm
   */
  Alarm named(String name);
}
