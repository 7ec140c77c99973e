package io.wanpu.admin.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How often one network address may try to sign in, whoever it says it is: 30 times a minute, or as
 * {@code WANPU_LIMIT_STAFF_SIGN_IN} says; 0 is without limit.
 */
public final class SignInLimit {
  private static final int TRIES =
      Integer.parseInt(System.getenv().getOrDefault("WANPU_LIMIT_STAFF_SIGN_IN", "30"));
  private static final Duration TIME = Duration.ofMinutes(1);
  private static final Cache<String, Bucket> BUCKETS =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(TIME).build();

  private SignInLimit() {}

  /** Takes one try, if the address has one left. */
  public static boolean allows(String address) {
    if (TRIES == 0) {
      return true;
    }
    return BUCKETS
        .get(
            address,
            any ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(TRIES).refillGreedy(TRIES, TIME))
                    .build())
        .tryConsume(1);
  }
}
