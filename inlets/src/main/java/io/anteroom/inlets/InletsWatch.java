package io.anteroom.inlets;

import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.inlets.control.Switches;
import io.anteroom.inlets.room.RoomCalls;
import io.anteroom.inlets.running.InletsAtWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the service tells its operators. */
@Configuration(proxyBeanMethods = false)
class InletsWatch {

  private static final String SERVICE = "inlets";

  @Bean
  ReadinessCheck inletSwitches(Switches switches) {
    return ReadinessCheck.of(
        SERVICE + "/switches",
        switches::isLevel,
        "nobody knows which inlets are paused, so all of them stand still");
  }

  @Bean
  ReadinessCheck inletRooms(RoomCalls rooms) {
    return new ReadinessCheck(SERVICE + "/private-api", rooms::trouble);
  }

  @Bean
  ReadinessCheck inletNews(InletsAtWork inlets) {
    return ReadinessCheck.of(
        SERVICE + "/news",
        inlets::hearsOfRooms,
        "nothing is heard of rooms, so inlets only look now and then");
  }
}
