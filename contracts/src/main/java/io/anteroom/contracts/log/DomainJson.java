package io.anteroom.contracts.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.inlet.InletSwitch;
import io.anteroom.contracts.login.UsedCode;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Tells Jackson about the domain, so that the domain need not know Jackson. */
final class DomainJson {

  private DomainJson() {}

  static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(values())
        .addMixIn(RoomEvent.class, Typed.class)
        .addMixIn(Command.class, Typed.class)
        .addMixIn(Outcome.class, Typed.class)
        .addMixIn(Rejection.class, Typed.class)
        .addMixIn(CommandReply.Answer.class, Typed.class)
        .addMixIn(InletSwitch.class, Typed.class)
        .addMixIn(UsedCode.class, Typed.class)
        .addMixIn(RoomSettings.class, AnySettings.class)
        .addMixIn(Room.class, AnyRoom.class)
        .addMixIn(Command.IncrementServingCounter.class, AnyIncrement.class)
        .registerSubtypes(events())
        .registerSubtypes(commands())
        .registerSubtypes(outcomes())
        .registerSubtypes(rejections())
        .registerSubtypes(answers())
        .registerSubtypes(new NamedType(InletSwitch.class, "inlet_switch.v1"))
        .registerSubtypes(new NamedType(UsedCode.class, "used_code.v1"))
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}

  @JsonDeserialize(converter = SettingsForm.Reader.class)
  private interface AnySettings {}

  @JsonDeserialize(converter = RoomForm.Reader.class)
  private interface AnyRoom {}

  @JsonDeserialize(converter = IncrementForm.Reader.class)
  private interface AnyIncrement {}

  private static NamedType[] events() {
    return new NamedType[] {
      new NamedType(RoomEvent.SpanNumbered.class, "span_numbered.v1"),
      new NamedType(RoomEvent.RoomConfigured.class, "room_configured.v2"),
      new NamedType(RoomEvent.RoomConfigured.class, "room_configured.v1"),
      new NamedType(RoomEvent.ServingCounterMoved.class, "serving_counter_moved.v1"),
      new NamedType(RoomEvent.PlacesHandedOn.class, "places_handed_on.v1"),
      new NamedType(RoomEvent.SettledPlacesCounted.class, "settled_places_counted.v1"),
      new NamedType(RoomEvent.TokenGenerated.class, "token_generated.v1"),
      new NamedType(RoomEvent.SessionUpdated.class, "session_updated.v1"),
      new NamedType(RoomEvent.RoomReset.class, "room_reset.v1"),
      new NamedType(RoomEvent.PositionsExpired.class, "positions_expired.v1"),
      new NamedType(RoomEvent.MetricsReported.class, "metrics_reported.v1"),
      new NamedType(RoomEvent.RoomRetired.class, "room_retired.v1"),
    };
  }

  private static NamedType[] commands() {
    return new NamedType[] {
      new NamedType(Command.NumberSpan.class, "number_span.v1"),
      new NamedType(Command.ConfigureRoom.class, "configure_room.v2"),
      new NamedType(Command.RetireRoom.class, "retire_room.v1"),
      new NamedType(Command.IncrementServingCounter.class, "increment_serving_counter.v3"),
      new NamedType(Command.IncrementServingCounter.class, "increment_serving_counter.v2"),
      new NamedType(Command.IssueToken.class, "issue_token.v1"),
      new NamedType(Command.UpdateSession.class, "update_session.v1"),
      new NamedType(Command.Reset.class, "reset.v1"),
    };
  }

  private static NamedType[] outcomes() {
    return new NamedType[] {
      new NamedType(Outcome.Done.class, "done.v1"),
      new NamedType(Outcome.CounterAt.class, "counter_at.v1"),
      new NamedType(Outcome.TokenHas.class, "token_has.v1"),
      new NamedType(Outcome.GenerationIs.class, "generation_is.v1"),
      new NamedType(Outcome.RoomIs.class, "room_is.v2"),
      new NamedType(Outcome.RoomIs.class, "room_is.v1"),
    };
  }

  private static NamedType[] rejections() {
    return new NamedType[] {
      new NamedType(Rejection.UnknownRoom.class, "unknown_room.v1"),
      new NamedType(Rejection.UnknownRequest.class, "unknown_request.v1"),
      new NamedType(Rejection.NotNumberedYet.class, "not_numbered_yet.v1"),
      new NamedType(Rejection.NotServedYet.class, "not_served_yet.v1"),
      new NamedType(Rejection.SessionClosed.class, "session_closed.v1"),
      new NamedType(Rejection.NoToken.class, "no_token.v1"),
      new NamedType(Rejection.SessionAlreadySet.class, "session_already_set.v1"),
      new NamedType(Rejection.CounterOutOfRange.class, "counter_out_of_range.v1"),
      new NamedType(Rejection.SpanAlreadyNumbered.class, "span_already_numbered.v1"),
      new NamedType(Rejection.PositionExpired.class, "position_expired.v1"),
      new NamedType(Rejection.ServingMoved.class, "serving_moved.v1"),
      new NamedType(Rejection.RoomPaused.class, "room_paused.v1"),
      new NamedType(Rejection.StillCounting.class, "still_counting.v1"),
      new NamedType(Rejection.IdempotencyKeyReused.class, "idempotency_key_reused.v1"),
    };
  }

  private static NamedType[] answers() {
    return new NamedType[] {
      new NamedType(CommandReply.Accepted.class, "accepted.v1"),
      new NamedType(CommandReply.Rejected.class, "rejected.v1"),
    };
  }

  private static SimpleModule values() {
    SimpleModule module = new SimpleModule("anteroom");
    text(module, EventId.class, EventId::value, EventId::new);
    text(module, RequestId.class, RequestId::toString, RequestId::parse);
    text(module, CommandId.class, CommandId::value, CommandId::new);
    text(module, KeyId.class, KeyId::value, KeyId::new);
    text(module, TokenId.class, TokenId::value, TokenId::new);
    text(module, Issuer.class, Issuer::value, Issuer::new);
    number(module, QueueNumber.class, QueueNumber::value, QueueNumber::new);
    number(module, Sequence.class, Sequence::value, Sequence::new);
    number(module, ServingCounter.class, ServingCounter::value, ServingCounter::new);
    number(module, ServingPoint.class, ServingPoint::version, ServingPoint::new);
    number(module, ValidityPeriod.class, ValidityPeriod::seconds, ValidityPeriod::new);
    number(
        module,
        Generation.class,
        Generation::value,
        value -> new Generation(Math.toIntExact(value)));
    number(module, Instant.class, Instant::toEpochMilli, Instant::ofEpochMilli);
    number(module, Duration.class, Duration::toSeconds, Duration::ofSeconds);
    module.addSerializer(PartitionOffsets.class, new OffsetsSerializer());
    module.addDeserializer(PartitionOffsets.class, new OffsetsDeserializer());
    return module;
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getValueAsString();
            try {
              return read.apply(text == null ? "" : text);
            } catch (IllegalArgumentException e) {
              throw context.weirdStringException(text, type, e.getMessage());
            }
          }
        });
  }

  private static <T> void number(
      SimpleModule module, Class<T> type, ToLongFunction<T> write, LongFunction<T> read) {
    module.addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(write.applyAsLong(value));
          }
        });
    module.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            long value = in.getLongValue();
            try {
              return read.apply(value);
            } catch (IllegalArgumentException | ArithmeticException e) {
              throw context.weirdNumberException(value, type, e.getMessage());
            }
          }
        });
  }

  /** Offsets as an object: {@code {"0": 17, "3": 4}}. */
  private static final class OffsetsSerializer extends StdScalarSerializer<PartitionOffsets> {
    OffsetsSerializer() {
      super(PartitionOffsets.class);
    }

    @Override
    public void serialize(PartitionOffsets value, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      value
          .byPartition()
          .forEach((partition, offset) -> out.writeNumberProperty("" + partition, offset));
      out.writeEndObject();
    }
  }

  private static final class OffsetsDeserializer extends StdScalarDeserializer<PartitionOffsets> {
    OffsetsDeserializer() {
      super(PartitionOffsets.class);
    }

    @Override
    public PartitionOffsets deserialize(JsonParser in, DeserializationContext context) {
      Map<Integer, Long> offsets = new TreeMap<>();
      try {
        context
            .readTree(in)
            .properties()
            .forEach(e -> offsets.put(Integer.valueOf(e.getKey()), e.getValue().longValue()));
        return new PartitionOffsets(offsets);
      } catch (IllegalArgumentException e) {
        throw context.weirdStringException("offsets", PartitionOffsets.class, e.getMessage());
      }
    }
  }
}
