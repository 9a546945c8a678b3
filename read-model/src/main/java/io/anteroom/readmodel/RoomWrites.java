package io.anteroom.readmodel;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.readmodel.RedisScript.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scripts that change one room in Redis, each in one step. A script does nothing if Redis is
 * not where the writer thinks it is: so a batch that comes twice changes nothing, and a writer that
 * was replaced without knowing can't put old state over new.
 */
final class RoomWrites {

  static final String DONE = "1";

  /** Redis is not where the writer thinks it is. */
  static final String REFUSED = "0";

  /** A part of the room is lost. */
  static final String DAMAGED = "damaged";

  private static final String FORGET =
      """
      local function forget(generation)
        local keys = prefix .. generation
        redis.call('UNLINK', keys .. ':spans', keys .. ':tokens', keys .. ':sessions',
            keys .. ':active', keys .. ':expiry', keys .. ':serving')
      end
      """;

  /**
   * Epochs only grow. A room of a former epoch, or one whose key was lost, is forgotten with all
   * that belongs to it before its first event is written again.
   */
  private static final RedisScript WRITE =
      RedisScript.writing(
          RoomKeys.LUA_PREFIX
              + RoomKeys.LUA_CENSUS
              + FORGET
              + """
              local epoch, base, sequence, generation, state = unpack(ARGV, 1, 5)
              local known = redis.call('HMGET', KEYS[1], 'epoch', 'sequence', 'generation', 'census')
              if known[1] == epoch then
                if known[2] ~= base then return {'0'} end
                if known[4] ~= census(known[3]) then return {'damaged'} end
              else
                if base ~= '0' then return {'0'} end
                if known[1] and tonumber(known[1]) > tonumber(epoch) then return {'0'} end
              end
              if known[1] ~= epoch or known[3] ~= generation or ARGV[6] == 'retired' then
                if known[3] then forget(known[3]) end
                forget(generation)
              end
              redis.call('HSET', KEYS[1], 'epoch', epoch, 'sequence', sequence,
                  'generation', generation, 'state', state)
              local at = 11
              for _ = 1, tonumber(ARGV[7]) do
                local first, span = unpack(ARGV, at, at + 1)
                redis.call('ZREMRANGEBYSCORE', prefix .. generation .. ':spans', first, first)
                redis.call('ZADD', prefix .. generation .. ':spans', first, span)
                at = at + 2
              end
              for _ = 1, tonumber(ARGV[8]) do
                local start, line = unpack(ARGV, at, at + 1)
                local serving = prefix .. generation .. ':serving'
                redis.call('ZREMRANGEBYLEX', serving, '[' .. start, '(' .. start .. ';')
                redis.call('ZADD', serving, 0, line)
                at = at + 2
              end
              for _ = 1, tonumber(ARGV[9]) do
                local place, token, request, exp = unpack(ARGV, at, at + 3)
                redis.call('HSET', prefix .. generation .. ':tokens', place, token)
                redis.call('ZADD', prefix .. generation .. ':active', exp, place)
                redis.call('ZADD', prefix .. generation .. ':expiry', exp, request)
                at = at + 4
              end
              for _ = 1, tonumber(ARGV[10]) do
                local place, status = unpack(ARGV, at, at + 1)
                redis.call('HSET', prefix .. generation .. ':sessions', place, status)
                redis.call('ZREM', prefix .. generation .. ':active', place)
                at = at + 2
              end
              redis.call('HSET', KEYS[1], 'census', census(generation))
              return {'1'}
              """);

  private static final RedisScript READ =
      RedisScript.reading(
          RoomKeys.LUA_PREFIX
              + RoomKeys.LUA_CENSUS
              + """
              local known = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'census', 'state')
              if known[1] ~= ARGV[1] or known[3] ~= census(known[2]) then return {} end
              local last = redis.call('ZRANGE', prefix .. known[2] .. ':spans', -1, -1)
              local reached = redis.call('ZRANGE', prefix .. known[2] .. ':serving', -1, -1)
              return {known[4], last[1] or '', reached[1] or ''}
              """);

  /** A later epoch is not this one's business. */
  private static final RedisScript INSPECT =
      RedisScript.reading(
          RoomKeys.LUA_PREFIX
              + RoomKeys.LUA_CENSUS
              + """
              local known = redis.call('HMGET', KEYS[1], 'epoch', 'generation', 'census')
              if not known[1] then return {'damaged'} end
              if tonumber(known[1]) > tonumber(ARGV[1]) then return {'1'} end
              return {known[3] == census(known[2]) and '1' or 'damaged'}
              """);

  private static final RedisScript REMOVE =
      RedisScript.writing(
          RoomKeys.LUA_PREFIX
              + FORGET
              + """
              local known = redis.call('HMGET', KEYS[1], 'epoch', 'generation')
              if known[1] == ARGV[1] then
                forget(known[2])
                redis.call('UNLINK', KEYS[1])
              end
              return {'1'}
              """);

  private RoomWrites() {}

  static Call write(long epoch, RoomChanges changes) {
    Room room = changes.after().room();
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(epoch));
    arguments.add(changes.base().toString());
    arguments.add(room.sequence().toString());
    arguments.add(room.generation().toString());
    arguments.add(utf8(LogFormat.ROOM.write(room)));
    arguments.add(room.retired() ? "retired" : "");
    arguments.add(Integer.toString(changes.spans().size()));
    arguments.add(Integer.toString(changes.reached().size()));
    arguments.add(Integer.toString(changes.tokens().size()));
    arguments.add(Integer.toString(changes.sessions().size()));
    for (NumberedSpan span : changes.spans()) {
      arguments.add(span.firstNumber().toString());
      arguments.add(SpanText.write(span));
    }
    for (Reached line : changes.reached()) {
      arguments.add(ReachedText.start(line.first().value()));
      arguments.add(ReachedText.write(line));
    }
    changes
        .tokens()
        .forEach(token -> {
          TokenClaims claims = token.claims();
          arguments.add(token.place().toString());
          arguments.add(utf8(LogFormat.TOKEN.write(token)));
          arguments.add(claims.subject().toString());
          arguments.add(Long.toString(claims.expiresAt().getEpochSecond()));
        });
    changes
        .sessions()
        .forEach(session -> {
          arguments.add(session.place().toString());
          arguments.add(Integer.toString(session.status().code()));
        });
    return WRITE.on(RoomKeys.room(room.eventId()), arguments);
  }

  /** Asks for a room of an epoch. */
  static Call read(long epoch, EventId eventId) {
    return READ.on(RoomKeys.room(eventId), List.of(Long.toString(epoch)));
  }

  /** Reads the answer to {@link #read}; empty if Redis has no such room of that epoch. */
  static Optional<MirroredRoom> room(List<String> answer) {
    if (answer.size() < 3) {
      return Optional.empty();
    }
    try {
      Room room = LogFormat.ROOM.read(answer.get(0).getBytes(StandardCharsets.UTF_8));
      Optional<NumberedSpan> last =
          Optional.of(answer.get(1)).filter(text -> !text.isEmpty()).map(SpanText::read);
      Optional<Reached> reached =
          Optional.of(answer.get(2)).filter(text -> !text.isEmpty()).map(ReachedText::read);
      return Optional.of(new MirroredRoom(room, last, reached));
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      return Optional.empty(); // Not ours; the next write is refused, or finds it in its way.
    }
  }

  /** Asks whether all that was written of a room is there. */
  static Call inspect(long epoch, EventId eventId) {
    return INSPECT.on(RoomKeys.room(eventId), List.of(Long.toString(epoch)));
  }

  /** Removes a room that a former building of the mirror left behind. */
  static Call remove(long epoch, EventId eventId) {
    return REMOVE.on(RoomKeys.room(eventId), List.of(Long.toString(epoch)));
  }

  private static String utf8(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
