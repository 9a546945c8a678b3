package io.anteroom.inlets.control;

import io.anteroom.contracts.inlet.InletSwitch;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.eventlog.SharedTable;
import java.util.Optional;

/**
 * Which inlets are paused, and which only say what they would do. All replicas have the same, also
 * after a restart. Safe for use by many threads.
 */
public final class Switches implements AutoCloseable {

  /** What nobody can read was written by a later release; an inlet that stands still is safe. */
  private static final InletSwitch UNREADABLE =
      new InletSwitch(Optional.of(true), Optional.empty());

  private final SharedTable table;

  /** Switches that lie in a table, by inlet. */
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

  /** What was said about an inlet last. */
  public InletSwitch of(String inlet) {
    return table.get(inlet).map(Switches::read).orElse(InletSwitch.UNTOUCHED);
  }

  private static InletSwitch read(byte[] value) {
    try {
      return LogFormat.INLET_SWITCH.read(value);
    } catch (UnreadableRecordException _) {
      return UNREADABLE;
    }
  }

  /**
   * Says something about an inlet; what is empty stays as it is. Waits until it holds here; soon
   * afterwards it holds everywhere.
   *
   * @throws io.anteroom.eventlog.LogUnavailableException if the log does not take it in time; it
   *     may hold all the same
   */
  public synchronized void set(String inlet, Optional<Boolean> paused, Optional<Boolean> dryRun) {
    InletSwitch after = of(inlet).with(paused, dryRun);
    table.put(inlet, LogFormat.INLET_SWITCH.write(after));
  }

  @Override
  public void close() {
    table.close();
  }
}
