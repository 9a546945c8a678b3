package io.anteroom.admin;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.JoinLogEnds;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service without its port: one face, and what stands behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeSettings.class, AdminSettings.class})
public class AdminConfiguration {

  /** A room answers in a fraction of a second; whoever waits longer asks again. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  CommandClient commandClient(AdminSettings settings) {
    return new CommandClient(log(settings), topics(settings), PATIENCE);
  }

  @Bean
  JoinLogEnds joinLogEnds(AdminSettings settings) {
    return new JoinLogEnds(log(settings), topics(settings), PATIENCE);
  }

  private static LogConnection log(AdminSettings settings) {
    return LogConnection.plain(settings.kafka().bootstrap());
  }

  private static Topics topics(AdminSettings settings) {
    return new Topics(settings.topicPrefix());
  }

  @Bean
  RoomViews roomViews(AdminSettings settings) {
    return RoomViews.start(settings.redis().url(), RoomViewsSettings.DEFAULT);
  }

  @Bean
  Rooms rooms(RoomViews views, CommandClient commands, JoinLogEnds ends) {
    return new LiveRooms(views, commands, ends);
  }

  @Bean(initMethod = "start")
  FirstRoom firstRoom(Rooms rooms, AdminSettings settings) {
    return new FirstRoom(
        rooms, settings.firstRoom(), new RoomSettings(ValidityPeriod.DEFAULT, settings.issuer()));
  }

  @Bean
  Face adminFace(Rooms rooms, AdminSettings settings, EdgeSettings edge) {
    return AdminFace.of(
        rooms,
        TicketKeyFile.read(settings.requiredTicketKeyFile()),
        InstantSource.system(),
        edge.privateAccess());
  }
}
