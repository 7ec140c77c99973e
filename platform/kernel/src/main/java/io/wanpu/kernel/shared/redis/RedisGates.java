package io.wanpu.kernel.shared.redis;

import io.wanpu.api.gate.Gates;
import io.wanpu.kernel.shared.CurrentTenant;
import java.util.List;
import java.util.OptionalLong;
import org.redisson.api.RScript;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gates as Redis hashes of an epoch {@code e} and the pieces left {@code n}, each change one
 * script.
 */
public final class RedisGates implements Gates {
  private static final Logger LOG = LoggerFactory.getLogger(RedisGates.class);
  private static final String TAKE =
      """
      local e = redis.call('hget', KEYS[1], 'e')
      if not e then return {'-1', '0'} end
      local n = tonumber(redis.call('hget', KEYS[1], 'n'))
      local wanted = tonumber(ARGV[1])
      local plenty = math.min(math.floor(n / 4), wanted + tonumber(ARGV[2]))
      local t = math.min(n, math.max(wanted, plenty))
      if t > 0 then redis.call('hincrby', KEYS[1], 'n', -t) else t = 0 end
      return {e, tostring(t)}
      """;
  private static final String OPEN =
      """
      local e = redis.call('hget', KEYS[1], 'e')
      if e and tonumber(e) >= tonumber(ARGV[1]) then return {'0'} end
      redis.call('hset', KEYS[1], 'e', ARGV[1], 'n', ARGV[2])
      redis.call('expire', KEYS[1], 172800)
      return {'1'}
      """;
  private static final String GIVE =
      """
      if redis.call('hget', KEYS[1], 'e') ~= ARGV[1] then return {'0'} end
      redis.call('hincrby', KEYS[1], 'n', ARGV[2])
      return {'1'}
      """;

  private final Redis redis;
  private final String owner;

  /**
   * @param owner prefix of the keys: a plugin's id
   */
  public RedisGates(Redis redis, String owner) {
    this.redis = redis;
    this.owner = owner;
  }

  @Override
  public Answer take(String key, long wanted, long ahead) {
    if (wanted < 1 || ahead < 0) {
      throw new IllegalArgumentException("ask for at least one piece");
    }
    try {
      var answer = run(TAKE, key, Long.toString(wanted), Long.toString(ahead));
      var epoch = Long.parseLong(answer.get(0));
      return epoch < 0
          ? new Answer.Gone()
          : new Answer.Ticket(epoch, Long.parseLong(answer.get(1)));
    } catch (RedisException e) {
      LOG.debug("gate {} is out of reach: {}", key, e.toString());
      return new Answer.Unreachable();
    }
  }

  @Override
  public void open(String key, long epoch, long pieces) {
    try {
      run(OPEN, key, Long.toString(epoch), Long.toString(pieces));
    } catch (RedisException e) {
      LOG.debug("could not open gate {}: {}", key, e.toString());
    }
  }

  @Override
  public boolean give(String key, long epoch, long pieces) {
    try {
      return run(GIVE, key, Long.toString(epoch), Long.toString(pieces)).get(0).equals("1");
    } catch (RedisException e) {
      return false;
    }
  }

  @Override
  public void shut(String key) {
    try {
      redis.client().getKeys().delete(name(key));
    } catch (RedisException e) {
      LOG.debug("could not shut gate {}: {}", key, e.toString());
    }
  }

  @Override
  public OptionalLong left(String key) {
    try {
      var n = redis.client().<String, String>getMap(name(key), StringCodec.INSTANCE).get("n");
      return n == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(n));
    } catch (RedisException e) {
      return OptionalLong.empty();
    }
  }

  private String name(String key) {
    return "wanpu:gate:" + CurrentTenant.id() + ":" + owner + ":" + key;
  }

  private List<String> run(String script, String key, Object... args) {
    return redis
        .client()
        .getScript(StringCodec.INSTANCE)
        .eval(RScript.Mode.READ_WRITE, script, RScript.ReturnType.LIST, List.of(name(key)), args);
  }
}
