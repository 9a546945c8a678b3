package io.anteroom.readmodel;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.readmodel.TokenCounts.EndingLater;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Asks Redis for tokens, which are too many to be kept in memory. Each script first checks that
 * Redis still holds all that the view was read from, or something later: a Redis that has lost it,
 * or is being filled again, would otherwise say that there is no token.
 */
final class TokenReads {

  /** Calls on their way at once; who comes on top of these is told so at once. */
  private static final int MAX_CALLS = 2_000;

  private static final int PAGE = 5_000;
  private static final String OK = "ok";
  private static final String OVER = "over";

  private static final String CHECK =
      RoomKeys.LUA_PREFIX
          + RoomKeys.LUA_CENSUS
          + """
          local room = redis.call('HMGET', KEYS[1], 'epoch', 'sequence', 'generation', 'census')
          if room[1] ~= ARGV[1] or tonumber(room[2]) < tonumber(ARGV[2])
              or room[4] ~= census(room[3]) then
            return {'lost'}
          end
          if room[3] ~= ARGV[3] then return {'over'} end
          prefix = prefix .. room[3]
          """;

  private static final RedisScript TOKEN =
      RedisScript.reading(
          CHECK
              + """
              local token = redis.call('HGET', prefix .. ':tokens', ARGV[4])
              if not token then return {'ok'} end
              return {'ok', token, redis.call('HGET', prefix .. ':sessions', ARGV[4]) or ''}
              """);

  private static final RedisScript ACTIVE =
      RedisScript.reading(
          CHECK
              + """
              return {'ok', redis.call('ZCOUNT', prefix .. ':active', '(' .. ARGV[4], '+inf')}
              """);

  private static final RedisScript COUNTS =
      RedisScript.reading(
          CHECK
              + """
              local active, all = prefix .. ':active', prefix .. ':expiry'
              local counts = {'ok', redis.call('ZCARD', all), redis.call('ZCARD', active)}
              for i = 4, #ARGV do
                counts[#counts + 1] = redis.call('ZCOUNT', active, '(' .. ARGV[i], '+inf')
                counts[#counts + 1] = redis.call('ZCOUNT', all, '(' .. ARGV[i], '+inf')
              end
              return counts
              """);

  private static final RedisScript EXPIRED =
      RedisScript.reading(
          CHECK
              + """
              local total = redis.call('ZCOUNT', prefix .. ':expiry', '-inf', '(' .. ARGV[4])
              local from = tonumber(ARGV[5])
              local to = math.min(from + tonumber(ARGV[6]), total) - 1
              local page = {}
              if from <= to then page = redis.call('ZRANGE', prefix .. ':expiry', from, to) end
              table.insert(page, 1, 'ok')
              return page
              """);

  private final RedisConnection redis;
  private final Semaphore calls = new Semaphore(MAX_CALLS);

  TokenReads(RedisConnection redis) {
    this.redis = redis;
  }

  CompletionStage<Optional<IssuedToken>> token(
      LoadedRoom room, Generation generation, Place place) {
    return ask(TOKEN, room, generation, place.toString())
        .thenApply(answer ->
            answer.size() < 3
                ? Optional.empty()
                : Optional.of(token(answer.get(1), answer.get(2))));
  }

  private static IssuedToken token(String json, String session) {
    IssuedToken token = LogFormat.TOKEN.read(json.getBytes(StandardCharsets.UTF_8));
    return session.isEmpty()
        ? token
        : token.with(SessionStatus.ofCode(Long.parseLong(session)).orElseThrow());
  }

  CompletionStage<Long> active(LoadedRoom room, Generation generation, Instant now) {
    return ask(ACTIVE, room, generation, seconds(now))
        .thenApply(answer -> answer.size() < 2 ? 0L : Long.parseLong(answer.get(1)));
  }

  CompletionStage<TokenCounts> counts(
      LoadedRoom room, Generation generation, List<Instant> moments) {
    String[] ends = moments.stream().map(TokenReads::seconds).toArray(String[]::new);
    return ask(COUNTS, room, generation, ends)
        .thenApply(answer -> answer.size() < 3 ? TokenCounts.none(moments.size()) : counts(answer));
  }

  private static TokenCounts counts(List<String> answer) {
    List<Long> numbers = answer.stream().skip(1).map(Long::valueOf).toList();
    List<EndingLater> endingLater = new ArrayList<>();
    for (int i = 2; i < numbers.size(); i += 2) {
      endingLater.add(new EndingLater(numbers.get(i), numbers.get(i + 1)));
    }
    return new TokenCounts(numbers.get(0), numbers.get(1), List.copyOf(endingLater));
  }

  CompletionStage<List<RequestId>> expired(LoadedRoom room, Generation generation, Instant now) {
    return expired(room, generation, now, new ArrayList<>());
  }

  /** Page by page: new tokens end after now, so the ranks of those that ended before stay. */
  private CompletionStage<List<RequestId>> expired(
      LoadedRoom room, Generation generation, Instant now, List<RequestId> found) {
    return ask(
            EXPIRED,
            room,
            generation,
            seconds(now),
            Integer.toString(found.size()),
            Integer.toString(PAGE))
        .thenCompose(answer -> {
          answer.stream().skip(1).map(RequestId::parse).forEach(found::add);
          return answer.size() - 1 < PAGE
              ? CompletableFuture.completedStage(List.copyOf(found))
              : expired(room, generation, now, found);
        });
  }

  private static String seconds(Instant now) {
    return BigDecimal.valueOf(now.toEpochMilli(), 3).toPlainString();
  }

  private CompletionStage<List<String>> ask(
      RedisScript script, LoadedRoom room, Generation generation, String... arguments) {
    if (!calls.tryAcquire()) {
      return CompletableFuture.failedStage(
          new ReadModelUnavailableException(MAX_CALLS + " calls are on their way already"));
    }
    List<String> all = new ArrayList<>();
    all.add(Long.toString(room.origin().epoch()));
    all.add(room.sequence().toString());
    all.add(generation.toString());
    all.addAll(List.of(arguments));
    return redis
        .callLater(script.on(RoomKeys.room(room.view().room().eventId()), all))
        .whenComplete((_, _) -> calls.release())
        .thenApply(TokenReads::checked);
  }

  private static List<String> checked(List<String> answer) {
    if (answer.getFirst().equals(OK) || answer.getFirst().equals(OVER)) {
      return answer;
    }
    throw new ReadModelUnavailableException("Redis does not hold this view any more");
  }
}
