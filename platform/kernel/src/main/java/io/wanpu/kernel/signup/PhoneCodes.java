package io.wanpu.kernel.signup;

import static io.wanpu.kernel.db.Tables.SMS_CODE;

import io.wanpu.kernel.messaging.TextMessages;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.CellDb;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.impl.DSL;

/**
 * Codes by text message. One a minute and ten a day for a phone; a code holds for ten minutes, may
 * be tried five times and works once.
 */
public final class PhoneCodes {
  private static final Duration PAUSE = Duration.ofSeconds(60);
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST_A_DAY = 10;
  private static final int MOST_TRIES = 5;

  private final CellDb db;
  private final TextMessages messages;
  private final MallClock clock;
  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param secret a code of six digits is easy to find from its digest; not so under a key
   */
  public PhoneCodes(CellDb db, TextMessages messages, MallClock clock, String secret) {
    this.db = db;
    this.messages = messages;
    this.clock = clock;
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** What became of a wish for a code. */
  public enum Sending {
    SENT,
    /** One was sent less than a minute ago. */
    TOO_SOON,
    /** Enough for today. */
    ENOUGH,
    /** The provider did not take it. */
    FAILED
  }

  /** Sends a code. @param phone E.164 */
  public Sending send(String phone, String purpose) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var code = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
    var sending =
        db.transaction(
            tx -> {
              var dsl = db.on(tx);
              dsl.insertInto(SMS_CODE)
                  .set(SMS_CODE.PHONE, phone)
                  .set(SMS_CODE.PURPOSE, purpose)
                  .set(SMS_CODE.TRIES, (short) 0)
                  .set(SMS_CODE.SENT_AT, java.time.Instant.EPOCH)
                  .set(SMS_CODE.DAY, today)
                  .set(SMS_CODE.SENT_TODAY, (short) 0)
                  .onDuplicateKeyIgnore()
                  .execute();
              // the row is the lock: of two wishes at once one finds the other's message
              var row =
                  dsl.select(SMS_CODE.SENT_AT, SMS_CODE.DAY, SMS_CODE.SENT_TODAY)
                      .from(SMS_CODE)
                      .where(SMS_CODE.PHONE.eq(phone), SMS_CODE.PURPOSE.eq(purpose))
                      .forUpdate()
                      .fetchSingle();
              if (row.value1().plus(PAUSE).isAfter(now)) {
                return Sending.TOO_SOON;
              }
              var before = row.value2().equals(today) ? row.value3() : 0;
              if (before >= MOST_A_DAY) {
                return Sending.ENOUGH;
              }
              dsl.update(SMS_CODE)
                  .set(SMS_CODE.CODE_HASH, hash(phone, purpose, code))
                  .set(SMS_CODE.TRIES, (short) 0)
                  .set(SMS_CODE.SENT_AT, now)
                  .set(SMS_CODE.DAY, today)
                  .set(SMS_CODE.SENT_TODAY, (short) (before + 1))
                  .where(SMS_CODE.PHONE.eq(phone), SMS_CODE.PURPOSE.eq(purpose))
                  .execute();
              return Sending.SENT;
            });
    if (sending != Sending.SENT) {
      return sending;
    }
    return messages.send(phone, Map.of("code", code)) == TextMessages.Sent.REFUSED
        ? Sending.FAILED
        : Sending.SENT;
  }

  /** Takes a code: true once, for the right one. */
  public boolean take(String phone, String purpose, String code) {
    var since = clock.instant().minus(LIFE);
    // counted before it is looked at: however many come at once, only so many are looked at
    var counted =
        db.read(
            dsl ->
                dsl.update(SMS_CODE)
                    .set(SMS_CODE.TRIES, SMS_CODE.TRIES.plus(1))
                    .where(
                        SMS_CODE.PHONE.eq(phone),
                        SMS_CODE.PURPOSE.eq(purpose),
                        SMS_CODE.TRIES.lt((short) MOST_TRIES),
                        SMS_CODE.CODE_HASH.isNotNull(),
                        SMS_CODE.SENT_AT.gt(since))
                    .execute());
    if (counted == 0) {
      return false;
    }
    return db.read(
            dsl ->
                dsl.update(SMS_CODE)
                    .set(SMS_CODE.CODE_HASH, DSL.castNull(SMS_CODE.CODE_HASH))
                    .where(
                        SMS_CODE.PHONE.eq(phone),
                        SMS_CODE.PURPOSE.eq(purpose),
                        SMS_CODE.CODE_HASH.eq(hash(phone, purpose, code)))
                    .execute())
        == 1;
  }

  private byte[] hash(String phone, String purpose, String code) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(
          ("sms:" + phone + ":" + purpose + ":" + code).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
