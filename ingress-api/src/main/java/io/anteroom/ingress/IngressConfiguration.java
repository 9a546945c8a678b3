package io.anteroom.ingress;

import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.edge.EdgeSettings;
import io.anteroom.edge.Face;
import io.anteroom.edge.PublicAccess;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.ingress.pace.ServingPaces;
import io.anteroom.readmodel.ReadModelSettings;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.readmodel.RoomViewsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service without its port: one face, and what stands behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  EdgeSettings.class,
  IngressSettings.class,
  LogSettings.class,
  ReadModelSettings.class
})
@Import(IngressWatch.class)
public class IngressConfiguration {

  @Bean
  JoinLog joinLog(LogSettings settings) {
    return new JoinLog(settings.connection(), settings.topics());
  }

  @Bean
  RoomViews roomViews(ReadModelSettings settings) {
    return RoomViews.start(settings.url(), RoomViewsSettings.DEFAULT.countedAs("ingress-api"));
  }

  @Bean
  ServingPaces servingPaces(RoomViews views) {
    return ServingPaces.start(views);
  }

  @Bean
  TicketCodec tickets(LogSettings settings) {
    return settings.tickets();
  }

  @Bean
  Face visitors(
      IngressSettings settings,
      EdgeSettings edge,
      JoinLog log,
      RoomViews views,
      ServingPaces paces,
      TicketCodec tickets,
      MeterRegistry meters) {
    KnownRooms rooms = new KnownRooms(views::room, tickets);
    KnownRooms roomsToJoin = new KnownRooms(views::roomToJoin, tickets);
    JoinRates rates =
        new JoinRates(
            views::instances,
            room -> !(views.room(room) instanceof RoomAnswer.Unknown),
            System::nanoTime);
    Joining joining =
        new Joining(
            roomsToJoin,
            rates,
            log::append,
            tickets,
            settings.joinsUnderWay(),
            new JoinMeters(meters));
    Questions questions =
        new Questions(rooms, paces::of, settings.countersKeptFor(), InstantSource.system());
    return face(joining, questions, edge.publicAccess());
  }

  static Face face(Joining joining, Questions questions, PublicAccess access) {
    return Face.open(access)
        .post("/assign_queue_num", joining)
        .get("/queue_num", questions::queueNumber)
        .get("/queue_status", questions::queueStatus)
        .get("/serving_num", questions::servingNumber)
        .get("/waiting_num", questions::waitingNumber)
        .get("/queue_pos_expiry", questions::positionExpiry)
        .document()
        .build();
  }
}
