package io.anteroom.inlets;

import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.eventlog.SharedTable;
import io.anteroom.inlets.alarm.AlarmConfiguration;
import io.anteroom.inlets.alarm.Alarms;
import io.anteroom.inlets.control.Switches;
import io.anteroom.inlets.message.MessageConfiguration;
import io.anteroom.inlets.plan.InletsSettings;
import io.anteroom.inlets.room.RoomCalls;
import io.anteroom.inlets.running.Inlets;
import io.anteroom.inlets.running.InletsAtWork;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Pace;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Signer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service without its ports: its faces, and the inlets behind them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeSettings.class, InletsSettings.class, LogSettings.class})
@Import({AlarmConfiguration.class, MessageConfiguration.class, InletsWatch.class})
public class InletsConfiguration {

  /** A switch is written in a fraction of a second; whoever waits longer tries again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  Switches switches(LogSettings log) {
    return new Switches(
        new SharedTable(log.connection(), "inlets-switches", log.topics().inlets(), PATIENCE));
  }

  @Bean
  PrivateOrigin privateOrigin(InletsSettings settings) {
    Credentials credentials = Credentials.load(settings.requiredCredentialsFile());
    return new PrivateOrigin(
        settings.privateOrigin(), new Signer(credentials, settings.signingRegion()), Pace.USUAL);
  }

  @Bean
  RoomCalls roomCalls(PrivateOrigin origin) {
    return new RoomCalls(origin);
  }

  @Bean(initMethod = "start")
  InletsAtWork inlets(
      InletsSettings settings,
      Switches switches,
      RoomCalls rooms,
      Alarms alarms,
      LogSettings log,
      MeterRegistry meters) {
    return new InletsAtWork(
        settings.plans(),
        switches,
        rooms,
        alarms,
        log.connection(),
        log.topics(),
        InstantSource.system(),
        meters);
  }

  @Bean
  Face inletsFace(Inlets inlets, Switches switches, EdgeSettings edge) {
    return InletsFace.of(inlets, switches, edge.privateAccess());
  }
}
