package io.wanpu.kernel.member.jooq;

import static io.wanpu.kernel.db.Tables.MEMBER;
import static io.wanpu.kernel.db.Tables.MEMBER_TOKEN;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.member.Member;
import io.wanpu.kernel.member.MemberTokens;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Digests;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tokens in MariaDB, those in use kept in memory.
 *
 * <p>Ending one token takes its entry away; the cache makes that wait for a look-up of the same
 * token that is under way, so a stale answer cannot be kept. Ending all tokens of a member, or a
 * change of hers, notes a sequence number instead: an entry whose look-up began before it no longer
 * counts.
 */
public final class JooqMemberTokens implements MemberTokens {
  private static final Duration LIFE = Duration.ofDays(30);

  /** So long an entry counts on a node that hears the bells of the others. */
  private static final Duration KNOWN = Duration.ofMinutes(10);

  /** The same on one that may miss them. */
  private static final Duration KNOWN_WHEN_DEAF = Duration.ofSeconds(10);

  private static final Duration UNKNOWN = Duration.ofSeconds(2);
  private static final int TOKEN_BYTES = 32;
  private static final int TOKEN_LENGTH = 43;

  private final TenantDb db;
  private final MallClock clock;
  private final Consumer<String> bell;
  private final LongSupplier hearingSince;
  private final Ticker ticker;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong sequence = new AtomicLong();
  private final Cache<Key, Entry> entries;
  private final Cache<Owner, Long> revoked;

  /** SHA-256 of a token, in one shop. */
  private record Key(long tenant, long a, long b, long c, long d) {
    static Key of(long tenant, byte[] hash) {
      var parts = ByteBuffer.wrap(hash);
      return new Key(tenant, parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
    }

    byte[] hash() {
      return ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d).array();
    }
  }

  private record Owner(long tenant, long member) {}

  /** What the database said; member 0 stands for an unknown token. */
  private record Entry(
      long member, Optional<Visitor> answer, long expiresAt, long loaded, long loadedAt) {}

  /**
   * @param bell rings on the other nodes; their {@link #heard} gets the text
   * @param hearingSince since when this node has heard all bells of the others, in nanoseconds of
   *     {@link System#nanoTime}; {@link Long#MAX_VALUE} while it may miss some
   */
  public JooqMemberTokens(
      TenantDb db, MallClock clock, Consumer<String> bell, LongSupplier hearingSince) {
    this(db, clock, bell, hearingSince, Ticker.systemTicker());
  }

  JooqMemberTokens(
      TenantDb db,
      MallClock clock,
      Consumer<String> bell,
      LongSupplier hearingSince,
      Ticker ticker) {
    this.db = db;
    this.clock = clock;
    this.bell = bell;
    this.hearingSince = hearingSince;
    this.ticker = ticker;
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(200_000)
            .ticker(ticker)
            .expireAfter(Expiry.<Key, Entry>creating((k, e) -> e.member() == 0 ? UNKNOWN : KNOWN))
            .build();
    this.revoked =
        Caffeine.newBuilder()
            .maximumSize(200_000)
            .ticker(ticker)
            .expireAfterWrite(KNOWN.multipliedBy(2))
            .build();
  }

  @Override
  public Issued issue(MemberId member) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    var expiresAt = now.plus(LIFE);
    db.read(
        dsl ->
            dsl.insertInto(MEMBER_TOKEN)
                .set(MEMBER_TOKEN.TENANT_ID, CurrentTenant.id().value())
                .set(MEMBER_TOKEN.TOKEN_HASH, Digests.sha256(token))
                .set(MEMBER_TOKEN.MEMBER_ID, member.value())
                .set(MEMBER_TOKEN.CREATED_AT, now)
                .set(MEMBER_TOKEN.EXPIRES_AT, expiresAt)
                .execute());
    return new Issued(member, token, expiresAt);
  }

  @Override
  public Optional<Visitor> visitor(String token) {
    if (token.length() != TOKEN_LENGTH) {
      return Optional.empty();
    }
    var tenant = CurrentTenant.id().value();
    var key = Key.of(tenant, Digests.sha256(token));
    var entry = entries.get(key, this::load);
    if (entry.member() == 0) {
      return Optional.empty();
    }
    var ended = revoked.getIfPresent(new Owner(tenant, entry.member()));
    if (ended != null && entry.loaded() < ended || isStale(entry)) {
      entries.invalidate(key);
      entry = entries.get(key, this::load);
    }
    return entry.expiresAt() > clock.millis() ? entry.answer() : Optional.empty();
  }

  /** Whether a bell that ended it may have been missed. */
  private boolean isStale(Entry entry) {
    return ticker.read() - entry.loadedAt() > KNOWN_WHEN_DEAF.toNanos()
        && entry.loadedAt() < hearingSince.getAsLong();
  }

  private Entry load(Key key) {
    var began = sequence.get();
    var now = ticker.read();
    return db.read(
            dsl ->
                dsl.select(MEMBER_TOKEN.MEMBER_ID, MEMBER_TOKEN.EXPIRES_AT, MEMBER.LANGUAGE)
                    .from(MEMBER_TOKEN)
                    .join(MEMBER)
                    .on(
                        MEMBER.TENANT_ID.eq(MEMBER_TOKEN.TENANT_ID),
                        MEMBER.ID.eq(MEMBER_TOKEN.MEMBER_ID))
                    .where(
                        MEMBER_TOKEN.TENANT_ID.eq(CurrentTenant.id().value()),
                        MEMBER_TOKEN.TOKEN_HASH.eq(key.hash()),
                        MEMBER.STATUS.eq(Member.Status.ACTIVE.name()))
                    .fetchOptional(
                        r ->
                            entry(
                                new Visitor(
                                    new MemberId(r.get(MEMBER_TOKEN.MEMBER_ID)),
                                    Optional.ofNullable(r.get(MEMBER.LANGUAGE))
                                        .map(Locale::forLanguageTag)),
                                r.get(MEMBER_TOKEN.EXPIRES_AT),
                                began,
                                now)))
        .orElseGet(() -> new Entry(0, Optional.empty(), 0, began, now));
  }

  private static Entry entry(Visitor visitor, Instant expiresAt, long began, long now) {
    return new Entry(
        visitor.member().value(), Optional.of(visitor), expiresAt.toEpochMilli(), began, now);
  }

  @Override
  public void revoke(String token) {
    if (token.length() != TOKEN_LENGTH) {
      return;
    }
    var tenant = CurrentTenant.id().value();
    var hash = Digests.sha256(token);
    db.read(
        dsl ->
            dsl.deleteFrom(MEMBER_TOKEN)
                .where(MEMBER_TOKEN.TENANT_ID.eq(tenant), MEMBER_TOKEN.TOKEN_HASH.eq(hash))
                .execute());
    entries.invalidate(Key.of(tenant, hash));
    bell.accept("token " + tenant + " " + HexFormat.of().formatHex(hash));
  }

  @Override
  public void revokeAll(MemberId member) {
    var tenant = CurrentTenant.id().value();
    db.read(
        dsl ->
            dsl.deleteFrom(MEMBER_TOKEN)
                .where(MEMBER_TOKEN.TENANT_ID.eq(tenant), MEMBER_TOKEN.MEMBER_ID.eq(member.value()))
                .execute());
    changed(member);
  }

  @Override
  public void changed(MemberId member) {
    var tenant = CurrentTenant.id().value();
    end(new Owner(tenant, member.value()));
    bell.accept("member " + tenant + " " + member);
  }

  private void end(Owner owner) {
    revoked.put(owner, sequence.incrementAndGet());
  }

  @Override
  public void heard(String text) {
    var words = text.split(" ", -1);
    if (words.length == 3) {
      var tenant = Long.parseLong(words[1]);
      if (words[0].equals("token")) {
        entries.invalidate(Key.of(tenant, HexFormat.of().parseHex(words[2])));
      } else {
        end(new Owner(tenant, Long.parseLong(words[2])));
      }
    }
  }
}
