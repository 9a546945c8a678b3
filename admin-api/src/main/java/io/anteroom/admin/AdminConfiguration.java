package io.anteroom.admin;

import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.JoinLogEnds;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.readmodel.ReadModelSettings;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service without its port: one face, and what stands behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  AdminSettings.class,
  EdgeSettings.class,
  LogSettings.class,
  ReadModelSettings.class
})
@Import(AdminWatch.class)
public class AdminConfiguration {

  /** A room answers in a fraction of a second; whoever waits longer asks again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  CommandClient commandClient(LogSettings settings, MeterRegistry meters) {
    return new CommandClient(settings.connection(), settings.topics(), PATIENCE, meters);
  }

  @Bean
  JoinLogEnds joinLogEnds(LogSettings settings) {
    return new JoinLogEnds(settings.connection(), settings.topics(), PATIENCE);
  }

  @Bean
  RoomViews roomViews(ReadModelSettings settings) {
    return RoomViews.start(settings.url(), RoomViewsSettings.DEFAULT);
  }

  @Bean(initMethod = "start")
  ActivityLog activityLog(LogSettings settings, RoomViews views) {
    return new ActivityLog(settings.connection(), settings.topics(), views);
  }

  @Bean(initMethod = "start")
  NumberingWatch numberingWatch(JoinLogEnds ends, RoomViews views) {
    return new NumberingWatch(ends, views);
  }

  @Bean
  Rooms rooms(
      RoomViews views,
      CommandClient commands,
      JoinLogEnds ends,
      ActivityLog log,
      NumberingWatch numbering) {
    return new LiveRooms(views, commands, ends, log, numbering);
  }

  @Bean(initMethod = "start")
  FirstRoom firstRoom(Rooms rooms, AdminSettings settings) {
    return new FirstRoom(rooms, settings.firstRoom(), settings.issuer());
  }

  @Bean
  Face adminFace(Rooms rooms, AdminSettings settings, LogSettings log, EdgeSettings edge) {
    return AdminFace.of(
        rooms, settings.issuer(), log.tickets(), InstantSource.system(), edge.privateAccess());
  }
}
