package io.wanpu.kernel.member.jooq;

import static io.wanpu.kernel.db.Tables.MEMBER;
import static io.wanpu.kernel.db.Tables.MEMBER_ADDRESS;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.member.Address;
import io.wanpu.kernel.member.Addresses;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;

/** Addresses in MariaDB. */
public final class JooqAddresses implements Addresses {
  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;

  public JooqAddresses(TenantDb db, IdSource ids, MallClock clock) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public List<Address> list(MemberId member) {
    return db.read(dsl -> list(dsl, member, DSL.noCondition()));
  }

  @Override
  public Optional<Address> find(MemberId member, String id) {
    return Key.of(member, id).flatMap(key -> Optional.ofNullable(find(List.of(key)).get(key)));
  }

  @Override
  public Map<Key, Address> find(Collection<Key> keys) {
    var found =
        db.read(
            dsl ->
                select(dsl)
                    .where(
                        MEMBER_ADDRESS.TENANT_ID.eq(CurrentTenant.id().value()),
                        MEMBER_ADDRESS.ID.in(keys.stream().map(Key::id).toList()))
                    .fetchMap(
                        r ->
                            new Key(
                                new MemberId(r.get(MEMBER_ADDRESS.MEMBER_ID)),
                                r.get(MEMBER_ADDRESS.ID)),
                        JooqAddresses::address));
    found.keySet().retainAll(Set.copyOf(keys));
    return found;
  }

  private static List<Address> list(DSLContext dsl, MemberId member, Condition which) {
    return select(dsl)
        .where(hers(member), which)
        .orderBy(MEMBER_ADDRESS.PREFERRED.desc(), MEMBER_ADDRESS.ID.desc())
        .fetch(JooqAddresses::address);
  }

  private static SelectJoinStep<? extends Record> select(DSLContext dsl) {
    return dsl.select(
            MEMBER_ADDRESS.ID,
            MEMBER_ADDRESS.MEMBER_ID,
            MEMBER_ADDRESS.NAME,
            MEMBER_ADDRESS.PHONE,
            MEMBER_ADDRESS.PROVINCE,
            MEMBER_ADDRESS.CITY,
            MEMBER_ADDRESS.DISTRICT,
            MEMBER_ADDRESS.DETAIL,
            MEMBER_ADDRESS.PREFERRED)
        .from(MEMBER_ADDRESS);
  }

  @Override
  public Address add(MemberId member, Address wanted) {
    var address = wanted.checked();
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          // her row is the lock: the limit and the one preferred address hold under race
          lock(tx, member);
          var kept =
              dsl.selectCount().from(MEMBER_ADDRESS).where(hers(member)).fetchSingle().value1();
          if (kept >= MOST) {
            throw MallException.conflict("member.too_many_addresses", Arg.count(MOST));
          }
          var preferred = address.preferred() || kept == 0;
          if (preferred && kept > 0) {
            unprefer(dsl, member);
          }
          var id = ids.next();
          dsl.insertInto(MEMBER_ADDRESS)
              .set(MEMBER_ADDRESS.TENANT_ID, CurrentTenant.id().value())
              .set(MEMBER_ADDRESS.ID, id)
              .set(MEMBER_ADDRESS.MEMBER_ID, member.value())
              .set(MEMBER_ADDRESS.NAME, address.name())
              .set(MEMBER_ADDRESS.PHONE, address.phone())
              .set(MEMBER_ADDRESS.PROVINCE, address.province())
              .set(MEMBER_ADDRESS.CITY, address.city())
              .set(MEMBER_ADDRESS.DISTRICT, address.district())
              .set(MEMBER_ADDRESS.DETAIL, address.detail())
              .set(MEMBER_ADDRESS.PREFERRED, preferred)
              .set(MEMBER_ADDRESS.CREATED_AT, clock.instant())
              .execute();
          return saved(Long.toString(id), address, preferred);
        });
  }

  @Override
  public Address change(MemberId member, String id, Address wanted) {
    var address = wanted.checked();
    var key = key(member, id);
    return db.transaction(
        tx -> {
          var dsl = db.on(tx);
          lock(tx, member);
          var before =
              list(dsl, member, MEMBER_ADDRESS.ID.eq(key)).stream()
                  .findFirst()
                  .orElseThrow(JooqAddresses::unknown);
          if (address.preferred()) {
            unprefer(dsl, member);
          }
          // the preferred one stays so until another is chosen
          var preferred = address.preferred() || before.preferred();
          dsl.update(MEMBER_ADDRESS)
              .set(MEMBER_ADDRESS.NAME, address.name())
              .set(MEMBER_ADDRESS.PHONE, address.phone())
              .set(MEMBER_ADDRESS.PROVINCE, address.province())
              .set(MEMBER_ADDRESS.CITY, address.city())
              .set(MEMBER_ADDRESS.DISTRICT, address.district())
              .set(MEMBER_ADDRESS.DETAIL, address.detail())
              .set(MEMBER_ADDRESS.PREFERRED, preferred)
              .where(hers(member), MEMBER_ADDRESS.ID.eq(key))
              .execute();
          return saved(id, address, preferred);
        });
  }

  @Override
  public void remove(MemberId member, String id) {
    var key = key(member, id);
    var rows =
        db.read(
            dsl ->
                dsl.deleteFrom(MEMBER_ADDRESS)
                    .where(hers(member), MEMBER_ADDRESS.ID.eq(key))
                    .execute());
    if (rows == 0) {
      throw unknown();
    }
  }

  private void lock(Tx tx, MemberId member) {
    var row =
        db.on(tx)
            .select(MEMBER.ID)
            .from(MEMBER)
            .where(MEMBER.TENANT_ID.eq(CurrentTenant.id().value()), MEMBER.ID.eq(member.value()))
            .forUpdate()
            .fetchOptional();
    if (row.isEmpty()) {
      throw MallException.notFound("member.unknown");
    }
  }

  private static void unprefer(DSLContext dsl, MemberId member) {
    dsl.update(MEMBER_ADDRESS)
        .set(MEMBER_ADDRESS.PREFERRED, false)
        .where(hers(member), MEMBER_ADDRESS.PREFERRED.isTrue())
        .execute();
  }

  private static Condition hers(MemberId member) {
    return MEMBER_ADDRESS
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(MEMBER_ADDRESS.MEMBER_ID.eq(member.value()));
  }

  private static Address saved(String id, Address address, boolean preferred) {
    return new Address(
        id,
        address.name(),
        address.phone(),
        address.province(),
        address.city(),
        address.district(),
        address.detail(),
        preferred);
  }

  private static long key(MemberId member, String id) {
    return Key.of(member, id).orElseThrow(JooqAddresses::unknown).id();
  }

  private static MallException unknown() {
    return MallException.notFound("member.address_unknown");
  }

  private static Address address(Record r) {
    return new Address(
        r.get(MEMBER_ADDRESS.ID).toString(),
        r.get(MEMBER_ADDRESS.NAME),
        r.get(MEMBER_ADDRESS.PHONE),
        r.get(MEMBER_ADDRESS.PROVINCE),
        r.get(MEMBER_ADDRESS.CITY),
        r.get(MEMBER_ADDRESS.DISTRICT),
        r.get(MEMBER_ADDRESS.DETAIL),
        r.get(MEMBER_ADDRESS.PREFERRED));
  }
}
