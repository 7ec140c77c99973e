package io.wanpu.kernel.member.jooq;

import static io.wanpu.kernel.db.Tables.MEMBER;
import static io.wanpu.kernel.db.Tables.MEMBER_IDENTITY;
import static io.wanpu.kernel.db.Tables.MEMBER_TAG;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.event.MallEvent;
import io.wanpu.api.event.MemberRegistered;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.member.Identity;
import io.wanpu.kernel.member.Member;
import io.wanpu.kernel.member.MemberProfile;
import io.wanpu.kernel.member.Members;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Members in MariaDB. */
public final class JooqMembers implements Members {
  private static final int TRIES = 5;

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final AuditLog audit;
  private final BiConsumer<Tx, MallEvent> events;

  /**
   * @param events appends an event in the transaction that makes it true
   */
  public JooqMembers(
      TenantDb db,
      IdSource ids,
      MallClock clock,
      AuditLog audit,
      BiConsumer<Tx, MallEvent> events) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
    this.events = events;
  }

  @Override
  public Optional<String> subject(MemberId id, String channel) {
    return db.read(
        dsl ->
            dsl.select(MEMBER_IDENTITY.SUBJECT)
                .from(MEMBER_IDENTITY)
                .where(
                    MEMBER_IDENTITY.TENANT_ID.eq(CurrentTenant.id().value()),
                    MEMBER_IDENTITY.MEMBER_ID.eq(id.value()),
                    MEMBER_IDENTITY.CHANNEL.eq(channel))
                .limit(1)
                .fetchOptional(MEMBER_IDENTITY.SUBJECT));
  }

  @Override
  public Optional<Member> find(MemberId id) {
    return db.read(dsl -> find(dsl, MEMBER.ID.eq(id.value())));
  }

  private static Optional<Member> find(DSLContext dsl, Condition which) {
    return dsl.select(
            MEMBER.ID,
            MEMBER.NICKNAME,
            MEMBER.PHONE,
            MEMBER.LANGUAGE,
            MEMBER.STATUS,
            MEMBER.CREATED_AT)
        .from(MEMBER)
        .where(MEMBER.TENANT_ID.eq(CurrentTenant.id().value()), which)
        .fetchOptional(JooqMembers::member);
  }

  /** Somebody else registered the same person between our look and our insert. */
  private static final class Raced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Raced() {
      super("registered meanwhile", null, false, false);
    }
  }

  @Override
  public Member recognise(List<Identity> identities) {
    var known = db.read(dsl -> named(dsl, identities));
    if (known.size() == identities.size()) {
      return db.read(dsl -> strongest(dsl, identities, known));
    }
    for (var attempt = 1; ; attempt++) {
      try {
        return db.transaction(tx -> register(tx, identities));
      } catch (Raced e) {
        if (attempt == TRIES) {
          throw new MallException(ErrorKind.UNAVAILABLE, "server.busy");
        }
      }
    }
  }

  private Member register(Tx tx, List<Identity> identities) {
    var dsl = db.on(tx);
    var now = clock.instant();
    var known = named(dsl, identities);
    Member member;
    if (known.isEmpty()) {
      var id = new MemberId(ids.next());
      var nickname = "用户" + String.format("%06d", Math.floorMod(id.value() >>> 12, 1_000_000));
      member =
          new Member(id, nickname, Optional.empty(), Optional.empty(), Member.Status.ACTIVE, now);
      dsl.insertInto(MEMBER)
          .set(MEMBER.TENANT_ID, CurrentTenant.id().value())
          .set(MEMBER.ID, id.value())
          .set(MEMBER.NICKNAME, nickname)
          .set(MEMBER.STATUS, member.status().name())
          .set(MEMBER.CREATED_AT, now)
          .execute();
      events.accept(tx, new MemberRegistered(id, identities.getFirst().channel()));
    } else {
      member = strongest(dsl, identities, known);
    }
    for (var identity : identities) {
      if (!known.containsKey(identity)) {
        // the primary key lets one registration of a person win; the other starts over and finds it
        var rows =
            dsl.insertInto(MEMBER_IDENTITY)
                .set(MEMBER_IDENTITY.TENANT_ID, CurrentTenant.id().value())
                .set(MEMBER_IDENTITY.CHANNEL, identity.channel())
                .set(MEMBER_IDENTITY.SUBJECT, identity.subject())
                .set(MEMBER_IDENTITY.MEMBER_ID, member.id().value())
                .set(MEMBER_IDENTITY.CREATED_AT, now)
                .onDuplicateKeyIgnore()
                .execute();
        if (rows == 0) {
          throw new Raced();
        }
      }
    }
    return member;
  }

  private static Map<Identity, MemberId> named(DSLContext dsl, List<Identity> identities) {
    var any =
        DSL.or(
            identities.stream()
                .map(
                    i ->
                        MEMBER_IDENTITY
                            .CHANNEL
                            .eq(i.channel())
                            .and(MEMBER_IDENTITY.SUBJECT.eq(i.subject())))
                .toList());
    var found =
        dsl.select(MEMBER_IDENTITY.CHANNEL, MEMBER_IDENTITY.SUBJECT, MEMBER_IDENTITY.MEMBER_ID)
            .from(MEMBER_IDENTITY)
            .where(MEMBER_IDENTITY.TENANT_ID.eq(CurrentTenant.id().value()), any)
            .fetchMap(
                r -> new Identity(r.get(MEMBER_IDENTITY.CHANNEL), r.get(MEMBER_IDENTITY.SUBJECT)),
                r -> new MemberId(r.get(MEMBER_IDENTITY.MEMBER_ID)));
    return found;
  }

  private static Member strongest(
      DSLContext dsl, List<Identity> identities, Map<Identity, MemberId> known) {
    var id =
        identities.stream()
            .flatMap(i -> Optional.ofNullable(known.get(i)).stream())
            .findFirst()
            .orElseThrow();
    return find(dsl, MEMBER.ID.eq(id.value()))
        .orElseThrow(() -> new IllegalStateException("an identity names nobody"));
  }

  @Override
  public Page<Member> list(Optional<String> words, Optional<String> after, int limit) {
    return find(
        new Search(
            words.map(String::strip).filter(text -> !text.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        after,
        limit);
  }

  @Override
  public Page<Member> find(Search search, Optional<String> after, int limit) {
    var tenant = CurrentTenant.id().value();
    var where =
        DSL.and(
            MEMBER.TENANT_ID.eq(tenant),
            search.words().map(JooqMembers::matching).orElse(DSL.noCondition()),
            search.status().map(s -> MEMBER.STATUS.eq(s.name())).orElse(DSL.noCondition()),
            search.from().map(MEMBER.CREATED_AT::ge).orElse(DSL.noCondition()),
            search.until().map(MEMBER.CREATED_AT::lt).orElse(DSL.noCondition()),
            search
                .tag()
                .map(
                    tag ->
                        MEMBER.ID.in(
                            DSL.select(MEMBER_TAG.MEMBER_ID)
                                .from(MEMBER_TAG)
                                .where(MEMBER_TAG.TENANT_ID.eq(tenant), MEMBER_TAG.TAG.eq(tag))))
                .orElse(DSL.noCondition()));
    if (after.isPresent()) {
      where = where.and(MEMBER.ID.lt(Cursor.parse(after.get()).id()));
    }
    var condition = where;
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        MEMBER.ID,
                        MEMBER.NICKNAME,
                        MEMBER.PHONE,
                        MEMBER.LANGUAGE,
                        MEMBER.STATUS,
                        MEMBER.CREATED_AT)
                    .from(MEMBER)
                    .where(condition)
                    .orderBy(MEMBER.ID.desc())
                    .limit(limit + 1)
                    .fetch(JooqMembers::member));
    return Page.of(rows, limit, m -> new Cursor(0, m.id().value()).toString());
  }

  private static Condition matching(String words) {
    var nickname = MEMBER.NICKNAME.startsWith(words);
    if (words.matches("\\d{1,18}")) {
      return nickname.or(MEMBER.ID.eq(Long.parseLong(words))).or(MEMBER.PHONE.eq("+86" + words));
    }
    return nickname.or(MEMBER.PHONE.eq(words));
  }

  @Override
  public Member change(MemberId id, MemberProfile wanted) {
    var profile = wanted.checked();
    return db.transaction(
        tx -> {
          db.on(tx)
              .update(MEMBER)
              .set(MEMBER.NICKNAME, profile.nickname())
              .set(MEMBER.PHONE, profile.phone().orElse(null))
              .set(MEMBER.LANGUAGE, profile.language().orElse(null))
              .where(MEMBER.TENANT_ID.eq(CurrentTenant.id().value()), MEMBER.ID.eq(id.value()))
              .execute();
          return find(db.on(tx), MEMBER.ID.eq(id.value()))
              .orElseThrow(() -> MallException.notFound("member.unknown"));
        });
  }

  @Override
  public void changeStatus(Tx tx, Actor actor, MemberId id, Member.Status status) {
    var before =
        find(db.on(tx), MEMBER.ID.eq(id.value()))
            .orElseThrow(() -> MallException.notFound("member.unknown"));
    db.on(tx)
        .update(MEMBER)
        .set(MEMBER.STATUS, status.name())
        .where(MEMBER.TENANT_ID.eq(CurrentTenant.id().value()), MEMBER.ID.eq(id.value()))
        .execute();
    audit.record(
        tx,
        actor,
        "member.status_changed",
        "member:" + id,
        Map.of("status", before.status()),
        Map.of("status", status));
  }

  private static Member member(Record r) {
    return new Member(
        new MemberId(r.get(MEMBER.ID)),
        r.get(MEMBER.NICKNAME),
        Optional.ofNullable(r.get(MEMBER.PHONE)),
        Optional.ofNullable(r.get(MEMBER.LANGUAGE)).map(Locale::forLanguageTag),
        Member.Status.valueOf(r.get(MEMBER.STATUS)),
        r.get(MEMBER.CREATED_AT));
  }
}
