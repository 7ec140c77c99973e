package io.wanpu.storefront.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests are taken from whom, on this node. A whole office behind one address may rush a
 * flash sale, so what is tight counts per member. Product pages that are in memory are not counted.
 */
public final class Limits {
  private static final int BURST_SECONDS = 5;

  private final Buckets<Long> shops;
  private final Buckets<String> addresses;
  private final Buckets<String> signIns;
  private final Buckets<Long> members;

  /**
   * Requests a second; 0 for any number. Five times as many are taken at once after a pause.
   *
   * @param shop of all who call one shop
   * @param address of one network address
   * @param member of one member
   * @param signIn sign-ins of one network address
   */
  public record Rates(int shop, int address, int member, int signIn) {
    /** What a node takes unless told otherwise. */
    public static final Rates DEFAULT = new Rates(20_000, 5_000, 50, 200);

    /** From {@code WANPU_LIMIT_SHOP}, {@code _ADDRESS}, {@code _MEMBER}, {@code _SIGN_IN}. */
    public static Rates fromEnvironment(Map<String, String> env) {
      return new Rates(
          rate(env, "WANPU_LIMIT_SHOP", DEFAULT.shop()),
          rate(env, "WANPU_LIMIT_ADDRESS", DEFAULT.address()),
          rate(env, "WANPU_LIMIT_MEMBER", DEFAULT.member()),
          rate(env, "WANPU_LIMIT_SIGN_IN", DEFAULT.signIn()));
    }

    private static int rate(Map<String, String> env, String name, int normal) {
      var value = env.get(name);
      if (value == null || value.isBlank()) {
        return normal;
      }
      if (!value.matches("\\d{1,8}")) {
        throw new IllegalStateException(
            name + " is the number of requests a second, 0 for any number, not " + value);
      }
      return Integer.parseInt(value);
    }
  }

  public Limits(Rates rates) {
    this.shops = Buckets.ofFew(rates.shop());
    this.addresses = Buckets.ofMany(rates.address(), 100_000);
    this.signIns = Buckets.ofMany(rates.signIn(), 100_000);
    this.members = Buckets.ofMany(rates.member(), 200_000);
  }

  void shop(TenantId shop) {
    shops.take(shop.value());
  }

  void address(String address) {
    addresses.take(address);
  }

  void signIn(String address) {
    signIns.take(address);
  }

  void member(MemberId member) {
    members.take(member.value());
  }

  private static final class Buckets<K> {
    private final int rate;
    private final ConcurrentMap<K, Bucket> buckets;

    private Buckets(int rate, ConcurrentMap<K, Bucket> buckets) {
      this.rate = rate;
      this.buckets = buckets;
    }

    /** For who is known: there are only so many. */
    static <K> Buckets<K> ofFew(int rate) {
      return new Buckets<>(rate, new ConcurrentHashMap<>());
    }

    /** For anybody: a bucket that is full again is forgotten. */
    static <K> Buckets<K> ofMany(int rate, int most) {
      return new Buckets<>(
          rate,
          Caffeine.newBuilder()
              .maximumSize(most)
              .expireAfterAccess(Duration.ofSeconds(4L * BURST_SECONDS))
              .<K, Bucket>build()
              .asMap());
    }

    /**
     * @throws TooMany when the bucket is empty
     */
    void take(K key) {
      if (rate == 0) {
        return;
      }
      var bucket = buckets.get(key);
      if (bucket == null) {
        bucket = buckets.computeIfAbsent(key, k -> bucket());
      }
      if (!bucket.tryConsume(1)) {
        var wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        throw new TooMany(Math.max(1, Duration.ofNanos(wait).plusMillis(999).toSeconds()));
      }
    }

    private Bucket bucket() {
      return Bucket.builder()
          .addLimit(
              limit ->
                  limit
                      .capacity((long) rate * BURST_SECONDS)
                      .refillGreedy(rate, Duration.ofSeconds(1)))
          .build();
    }
  }
}
