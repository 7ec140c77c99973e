package io.wanpu.kernel.messaging;

import static io.wanpu.kernel.db.Tables.MESSAGE_CONSENT;
import static io.wanpu.kernel.db.Tables.OUTGOING_MESSAGE;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import java.util.Map;
import org.jooq.Condition;

/**
 * Messages to members. One accept is one send: the consent is used up in the transaction that
 * writes the message, and the message is sent after its commit, once. A send without a clear answer
 * stays UNKNOWN and is not repeated.
 */
public final class OutgoingMessages {
  private static final String SEND = "kernel/message-send";

  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final KernelTimers timers;
  private final MessageChannel channel;

  public OutgoingMessages(
      TenantDb db,
      IdSource ids,
      MallClock clock,
      KernelTimers timers,
      TimerWorker fired,
      MessageChannel channel) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.timers = timers;
    this.channel = channel;
    fired.register(SEND, (key, payload) -> send(Long.parseLong(key)));
  }

  /** Notes that the member accepted one message of that template ({@code plugin/template}). */
  public void accept(Tx tx, MemberId member, String template) {
    db.on(tx)
        .insertInto(
            MESSAGE_CONSENT,
            MESSAGE_CONSENT.TENANT_ID,
            MESSAGE_CONSENT.MEMBER_ID,
            MESSAGE_CONSENT.TEMPLATE,
            MESSAGE_CONSENT.REMAINING,
            MESSAGE_CONSENT.CHANGED_AT)
        .values(CurrentTenant.id().value(), member.value(), template, 1, clock.instant())
        .onDuplicateKeyUpdate()
        .set(MESSAGE_CONSENT.REMAINING, MESSAGE_CONSENT.REMAINING.plus(1))
        .set(MESSAGE_CONSENT.CHANGED_AT, clock.instant())
        .execute();
  }

  /**
   * Writes a message that is sent after the commit.
   *
   * @param page page of the mini-program that it opens
   * @param key one message per key
   * @return false when the member has accepted none
   */
  public boolean write(
      Tx tx,
      MemberId member,
      String template,
      String page,
      String key,
      Map<String, String> values) {
    var dsl = db.on(tx);
    if (dsl.fetchExists(
        dsl.select(OUTGOING_MESSAGE.ID)
            .from(OUTGOING_MESSAGE)
            .where(
                OUTGOING_MESSAGE.TENANT_ID.eq(CurrentTenant.id().value()),
                OUTGOING_MESSAGE.REQUEST_KEY.eq(key)))) {
      return true;
    }
    var used =
        dsl.update(MESSAGE_CONSENT)
            .set(MESSAGE_CONSENT.REMAINING, MESSAGE_CONSENT.REMAINING.minus(1))
            .set(MESSAGE_CONSENT.CHANGED_AT, clock.instant())
            .where(
                MESSAGE_CONSENT.TENANT_ID.eq(CurrentTenant.id().value()),
                MESSAGE_CONSENT.MEMBER_ID.eq(member.value()),
                MESSAGE_CONSENT.TEMPLATE.eq(template),
                MESSAGE_CONSENT.REMAINING.gt(0))
            .execute();
    if (used == 0) {
      return false;
    }
    var id = ids.next();
    dsl.insertInto(
            OUTGOING_MESSAGE,
            OUTGOING_MESSAGE.TENANT_ID,
            OUTGOING_MESSAGE.ID,
            OUTGOING_MESSAGE.MEMBER_ID,
            OUTGOING_MESSAGE.CHANNEL,
            OUTGOING_MESSAGE.TEMPLATE,
            OUTGOING_MESSAGE.REQUEST_KEY,
            OUTGOING_MESSAGE.CONTENT,
            OUTGOING_MESSAGE.STATE,
            OUTGOING_MESSAGE.CREATED_AT)
        .values(
            CurrentTenant.id().value(),
            id,
            member.value(),
            channel.name(),
            template,
            key,
            Json.column(new Content(page, values)),
            "WAITING",
            clock.instant())
        .execute();
    timers.set(tx, SEND, Long.toString(id), clock.instant(), "null");
    return true;
  }

  record Content(String page, Map<String, String> values) {}

  private void send(long id) {
    record Row(MemberId member, String template, Content content) {}
    var row =
        db.read(
            dsl ->
                dsl.select(
                        OUTGOING_MESSAGE.MEMBER_ID,
                        OUTGOING_MESSAGE.TEMPLATE,
                        OUTGOING_MESSAGE.CONTENT)
                    .from(OUTGOING_MESSAGE)
                    .where(mine(id), OUTGOING_MESSAGE.STATE.eq("WAITING"))
                    .fetchOptional(
                        r ->
                            new Row(
                                new MemberId(r.value1()),
                                r.value2(),
                                Json.read(r.value3().data(), Content.class))));
    if (row.isEmpty()) {
      return;
    }
    // marked before the call: a node that dies while sending leaves UNKNOWN, and nobody gets it
    // twice
    if (settle(id, "WAITING", MessageChannel.Sent.UNKNOWN) == 0) {
      return;
    }
    var content = row.get().content();
    var sent =
        channel.send(row.get().member(), row.get().template(), content.page(), content.values());
    settle(id, "UNKNOWN", sent);
  }

  private int settle(long id, String from, MessageChannel.Sent to) {
    return db.read(
        dsl ->
            dsl.update(OUTGOING_MESSAGE)
                .set(OUTGOING_MESSAGE.STATE, to.name())
                .set(OUTGOING_MESSAGE.SENT_AT, clock.instant())
                .where(mine(id), OUTGOING_MESSAGE.STATE.eq(from))
                .execute());
  }

  private static Condition mine(long id) {
    return OUTGOING_MESSAGE
        .TENANT_ID
        .eq(CurrentTenant.id().value())
        .and(OUTGOING_MESSAGE.ID.eq(id));
  }
}
