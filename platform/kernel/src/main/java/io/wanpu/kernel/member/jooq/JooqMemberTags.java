package io.wanpu.kernel.member.jooq;

import static io.wanpu.kernel.db.Tables.MEMBER;
import static io.wanpu.kernel.db.Tables.MEMBER_TAG;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.member.MemberTags;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Tags of members in MariaDB. */
public final class JooqMemberTags implements MemberTags {
  private static final int MOST_SHOWN = 200;
  private static final int LONGEST = 20;

  private final TenantDb db;
  private final AuditLog audit;

  public JooqMemberTags(TenantDb db, AuditLog audit) {
    this.db = db;
    this.audit = audit;
  }

  @Override
  public List<Tag> all() {
    return db.read(
        dsl ->
            dsl.select(MEMBER_TAG.TAG, DSL.count())
                .from(MEMBER_TAG)
                .where(MEMBER_TAG.TENANT_ID.eq(CurrentTenant.id().value()))
                .groupBy(MEMBER_TAG.TAG)
                .orderBy(DSL.count().desc(), MEMBER_TAG.TAG)
                .limit(MOST_SHOWN)
                .fetch(r -> new Tag(r.value1(), r.value2())));
  }

  @Override
  public Map<MemberId, List<String>> of(Collection<MemberId> members) {
    return members.isEmpty() ? Map.of() : db.read(dsl -> of(dsl, members));
  }

  private static Map<MemberId, List<String>> of(DSLContext dsl, Collection<MemberId> members) {
    return dsl.select(MEMBER_TAG.MEMBER_ID, MEMBER_TAG.TAG)
        .from(MEMBER_TAG)
        .where(
            MEMBER_TAG.TENANT_ID.eq(CurrentTenant.id().value()),
            MEMBER_TAG.MEMBER_ID.in(members.stream().map(MemberId::value).toList()))
        .orderBy(MEMBER_TAG.MEMBER_ID, MEMBER_TAG.TAG)
        .fetchGroups(r -> new MemberId(r.value1()), r -> r.value2());
  }

  @Override
  public void set(Actor actor, MemberId member, Set<String> tags) {
    var wanted = new TreeSet<String>();
    tags.forEach(tag -> wanted.add(checked(tag)));
    if (wanted.size() > MOST) {
      throw MallException.invalid("tags", "member.too_many_tags");
    }
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          if (lock(dsl, List.of(member)).isEmpty()) {
            throw MallException.notFound("member.unknown");
          }
          var before = of(dsl, List.of(member)).getOrDefault(member, List.of());
          dsl.deleteFrom(MEMBER_TAG)
              .where(
                  MEMBER_TAG.TENANT_ID.eq(CurrentTenant.id().value()),
                  MEMBER_TAG.MEMBER_ID.eq(member.value()))
              .execute();
          insert(tx, wanted.stream().map(tag -> new Object[] {member.value(), tag}).toList());
          if (!List.copyOf(wanted).equals(before)) {
            audit.record(
                tx,
                actor,
                "member.tagged",
                "member:" + member,
                Map.of("tags", before),
                Map.of("tags", wanted));
          }
          return true;
        });
  }

  @Override
  public int add(Actor actor, List<MemberId> members, String tag) {
    var wanted = checked(tag);
    if (members.isEmpty()) {
      return 0;
    }
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var known = lock(dsl, members);
          var before = of(dsl, known);
          var lacking =
              known.stream()
                  .filter(
                      id -> {
                        var has = before.getOrDefault(id, List.of());
                        return !has.contains(wanted) && has.size() < MOST;
                      })
                  .toList();
          insert(tx, lacking.stream().map(id -> new Object[] {id.value(), wanted}).toList());
          audit.recordAll(
              tx,
              actor,
              "member.tagged",
              lacking.stream()
                  .map(
                      id -> {
                        var has = new TreeSet<>(before.getOrDefault(id, List.of()));
                        var was = Map.of("tags", List.copyOf(has));
                        has.add(wanted);
                        return new AuditLog.Change("member:" + id, was, Map.of("tags", has));
                      })
                  .toList());
          return lacking.size();
        });
  }

  /** The members' rows order changes of their tags; who is none of the shop's is left out. */
  private static List<MemberId> lock(DSLContext dsl, List<MemberId> members) {
    return dsl.select(MEMBER.ID)
        .from(MEMBER)
        .where(
            MEMBER.TENANT_ID.eq(CurrentTenant.id().value()),
            MEMBER.ID.in(members.stream().map(MemberId::value).toList()))
        .orderBy(MEMBER.ID)
        .forUpdate()
        .fetch(r -> new MemberId(r.value1()));
  }

  private void insert(Tx tx, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      db.insertAll(tx, MEMBER_TAG, List.of(MEMBER_TAG.MEMBER_ID, MEMBER_TAG.TAG), rows);
    }
  }

  private static String checked(String tag) {
    var tidy = tag.strip();
    if (tidy.isEmpty()
        || tidy.codePointCount(0, tidy.length()) > LONGEST
        || tidy.chars().anyMatch(c -> c < ' ' || c == ',' || c == '，' || c == '、')) {
      throw MallException.invalid("tags", "member.bad_tag");
    }
    return tidy;
  }
}
