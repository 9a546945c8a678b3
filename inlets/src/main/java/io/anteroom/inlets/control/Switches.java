package io.anteroom.inlets.control;

import io.anteroom.contracts.inlet.InletSwitch;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.eventlog.SharedTable;
import java.util.Optional;

/**
 * Which inlets are paused, and which only say what they would do. All replicas have the same, also
 * after a restart. Each switch is a record of its own, so that setting one never touches the other.
 * Safe for use by many threads.
 */
public final class Switches implements AutoCloseable {

  private static final String PAUSED = "/paused";
  private static final String DRY_RUN = "/dry_run";

  /** What nobody can read was written by a later release; an inlet that moves nothing is safe. */
  private static final InletSwitch UNREADABLE = new InletSwitch(true);

  private final SharedTable table;

  /** Switches that lie in a table, by the names of inlet and switch. */
  public Switches(SharedTable table) {
    this.table = table;
  }

  /**
   * Says whether they are what everybody had a moment ago. While they are not, no inlet may act: it
   * may have been paused.
   */
  public boolean isLevel() {
    return table.isLevel();
  }

  /** Whether somebody paused an inlet. */
  public boolean isPaused(String inlet) {
    return read(inlet + PAUSED).orElse(false);
  }

  /** Whether an inlet only says what it would do; empty if its settings have the say. */
  public Optional<Boolean> dryRun(String inlet) {
    return read(inlet + DRY_RUN);
  }

  private Optional<Boolean> read(String key) {
    return table.get(key).map(value -> read(value).on());
  }

  private static InletSwitch read(byte[] value) {
    try {
      return LogFormat.INLET_SWITCH.read(value);
    } catch (UnreadableRecordException _) {
      return UNREADABLE;
    }
  }

  /**
   * Sets the switches of an inlet; one that is empty stays as it is. Waits until that holds here;
   * soon afterwards it holds everywhere.
   *
   * @throws io.anteroom.eventlog.LogUnavailableException if the log does not take it in time; it
   *     may hold all the same
   */
  public void set(String inlet, Optional<Boolean> paused, Optional<Boolean> dryRun) {
    // Held back first, then let go: between the two it must not move anything.
    if (paused.orElse(false)) {
      write(inlet + PAUSED, paused);
      write(inlet + DRY_RUN, dryRun);
    } else {
      write(inlet + DRY_RUN, dryRun);
      write(inlet + PAUSED, paused);
    }
  }

  private void write(String key, Optional<Boolean> on) {
    on.map(InletSwitch::new)
        .map(LogFormat.INLET_SWITCH::write)
        .ifPresent(value -> table.put(key, value));
  }

  @Override
  public void close() {
    table.close();
  }
}
