package io.anteroom.edge.management;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What the JVM and the machine take, under the names that dashboards for any JVM look for. */
final class MachineMeters implements AutoCloseable {

  private final JvmGcMetrics collections = new JvmGcMetrics();

  private MachineMeters() {}

  static MachineMeters in(MeterRegistry registry) {
    MachineMeters machine = new MachineMeters();
    machine.collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return machine;
  }

  /** The JVM would go on telling of each collection. */
  @Override
  public void close() {
    collections.close();
  }
}
