package io.wanpu.kernel.media.jooq;

import static io.wanpu.kernel.db.Tables.MEDIA;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.media.Media;
import io.wanpu.kernel.media.MediaKey;
import io.wanpu.kernel.media.MediaLibrary;
import io.wanpu.kernel.media.MediaStore;
import io.wanpu.kernel.media.Pictures;
import io.wanpu.kernel.media.Sizes;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.data.Turn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The library in MariaDB, its content in a {@link MediaStore}. */
public final class JooqMediaLibrary implements MediaLibrary {
  private static final int LONGEST_NAME = 160;

  private final TenantDb db;
  private final MallClock clock;
  private final MediaStore store;
  private final AuditLog audit;
  private final IntSupplier most;
  private final Turn turn;

  /**
   * @param most megabytes that the shop of the call may keep
   */
  public JooqMediaLibrary(
      TenantDb db, MallClock clock, MediaStore store, AuditLog audit, IntSupplier most) {
    this.db = db;
    this.clock = clock;
    this.store = store;
    this.audit = audit;
    this.most = most;
    this.turn = new Turn(db, "media");
  }

  @Override
  public Media upload(Actor actor, String name, String declaredType, byte[] content) {
    if (content.length > MOST_BYTES) {
      throw new MallException(
          ErrorKind.TOO_LARGE, "media.too_large", Arg.count(MOST_BYTES / (1024 * 1024)));
    }
    var picture = Pictures.check(declaredType, content);
    var media =
        new Media(
            new MediaKey(HexFormat.of().formatHex(sha256(content))),
            picture.type(),
            content.length,
            picture.width(),
            picture.height(),
            tidy(name),
            clock.instant());
    // the content first: a row never names what is not there
    store.keep(CurrentTenant.id(), media.key(), content);
    var room = most.getAsInt();
    if (!keep(actor, media, room * 1_000_000L)) {
      // only here is it certain that no row names the content
      removeFiles(media.key());
      throw MallException.conflict("media.full", Arg.count(room));
    }
    // somebody may have removed the same picture meanwhile, and its content with it
    store.keep(CurrentTenant.id(), media.key(), content);
    return media;
  }

  /** Writes its row. @return whether it is there; else there is no room for it */
  private boolean keep(Actor actor, Media media, long mostBytes) {
    return db.transaction(
        tx -> {
          turn.take(tx);
          if (!has(tx, media.key()) && size(db.on(tx)) + media.bytes() > mostBytes) {
            return false;
          }
          var rows =
              db.on(tx)
                  .insertInto(MEDIA)
                  .set(MEDIA.TENANT_ID, CurrentTenant.id().value())
                  .set(MEDIA.SHA256, media.key().bytes())
                  .set(MEDIA.TYPE, media.type())
                  .set(MEDIA.BYTES, media.bytes())
                  .set(MEDIA.WIDTH, media.width())
                  .set(MEDIA.HEIGHT, media.height())
                  .set(MEDIA.NAME, media.name())
                  .set(MEDIA.CREATED_AT, media.createdAt())
                  .onDuplicateKeyIgnore()
                  .execute();
          if (rows == 1) {
            audit.record(
                tx,
                actor,
                "media.uploaded",
                "media:" + media.key(),
                null,
                Map.of("name", media.name(), "type", media.type(), "bytes", media.bytes()));
          }
          return true;
        });
  }

  private boolean has(Tx tx, MediaKey key) {
    return db.on(tx).fetchExists(MEDIA, shop(), MEDIA.SHA256.eq(key.bytes()));
  }

  @Override
  public List<Use> uses(MediaKey key) {
    return db.read(dsl -> MediaUses.of(dsl, key));
  }

  @Override
  public void remove(Actor actor, MediaKey key) {
    db.transaction(
        tx -> {
          var dsl = db.on(tx);
          var media =
              dsl.select(
                      MEDIA.SHA256,
                      MEDIA.TYPE,
                      MEDIA.BYTES,
                      MEDIA.WIDTH,
                      MEDIA.HEIGHT,
                      MEDIA.NAME,
                      MEDIA.CREATED_AT)
                  .from(MEDIA)
                  .where(shop(), MEDIA.SHA256.eq(key.bytes()))
                  .forUpdate()
                  .fetchOptional(JooqMediaLibrary::media)
                  .orElseThrow(() -> MallException.notFound("media.unknown"));
          if (!MediaUses.of(dsl, key).isEmpty()) {
            throw MallException.conflict("media.used");
          }
          dsl.deleteFrom(MEDIA).where(shop(), MEDIA.SHA256.eq(key.bytes())).execute();
          tx.afterCommit(() -> removeFiles(key));
          audit.record(
              tx, actor, "media.removed", "media:" + key, Map.of("name", media.name()), null);
          return key;
        });
  }

  /** Only once the row is gone for good, and nobody has brought the same picture again. */
  private void removeFiles(MediaKey key) {
    if (find(key).isEmpty()) {
      store.remove(CurrentTenant.id(), key);
      Sizes.WIDTHS.forEach(width -> store.remove(CurrentTenant.id(), sized(key, width)));
    }
  }

  @Override
  public long size() {
    return db.read(JooqMediaLibrary::size);
  }

  private static long size(DSLContext dsl) {
    return dsl.select(DSL.coalesce(DSL.sum(MEDIA.BYTES), BigDecimal.ZERO))
        .from(MEDIA)
        .where(shop())
        .fetchSingle()
        .value1()
        .longValue();
  }

  /** Key of a picture in another width. */
  private static MediaKey sized(MediaKey key, int width) {
    return new MediaKey(HexFormat.of().formatHex(sha256((key + "@" + width).getBytes(UTF_8))));
  }

  /** The last part of a path, without control characters; it is shown, never used as a path. */
  private static String tidy(String name) {
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var shown = new StringBuilder();
    last.codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(LONGEST_NAME)
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }

  @Override
  public Optional<Media> find(MediaKey key) {
    return db.read(
        dsl ->
            dsl.select(
                    MEDIA.SHA256,
                    MEDIA.TYPE,
                    MEDIA.BYTES,
                    MEDIA.WIDTH,
                    MEDIA.HEIGHT,
                    MEDIA.NAME,
                    MEDIA.CREATED_AT)
                .from(MEDIA)
                .where(shop(), MEDIA.SHA256.eq(key.bytes()))
                .fetchOptional(JooqMediaLibrary::media));
  }

  @Override
  public Optional<Opened> open(MediaKey key) {
    return find(key)
        .flatMap(
            media ->
                store.open(CurrentTenant.id(), key).map(content -> new Opened(media, content)));
  }

  @Override
  public Optional<Opened> open(MediaKey key, int atLeast) {
    var found = find(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var media = found.get();
    var width = Sizes.fitting(media, atLeast);
    if (width == media.width()) {
      return open(key);
    }
    var shop = CurrentTenant.id();
    var name = sized(key, width);
    var kept = store.open(shop, name);
    if (kept.isEmpty()) {
      var whole = store.open(shop, key);
      if (whole.isEmpty()) {
        return Optional.empty();
      }
      store.keep(shop, name, Sizes.scaled(media, bytes(whole.get()), width));
      kept = store.open(shop, name);
    }
    return kept.map(content -> sized(media, width, bytes(content)));
  }

  private static Opened sized(Media media, int width, byte[] content) {
    var height = Math.max(1, (int) Math.round((double) media.height() * width / media.width()));
    return new Opened(
        new Media(
            media.key(),
            media.type(),
            content.length,
            width,
            height,
            media.name(),
            media.createdAt()),
        new ByteArrayInputStream(content));
  }

  private static byte[] bytes(InputStream content) {
    try (content) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Page<Media> list(Optional<String> after, int limit) {
    var rows =
        db.read(
            dsl ->
                dsl.select(
                        MEDIA.SHA256,
                        MEDIA.TYPE,
                        MEDIA.BYTES,
                        MEDIA.WIDTH,
                        MEDIA.HEIGHT,
                        MEDIA.NAME,
                        MEDIA.CREATED_AT)
                    .from(MEDIA)
                    .where(shop(), after.map(JooqMediaLibrary::before).orElseGet(DSL::noCondition))
                    .orderBy(MEDIA.CREATED_AT.desc(), MEDIA.SHA256.desc())
                    .limit(limit + 1)
                    .fetch(JooqMediaLibrary::media));
    return Page.of(rows, limit, m -> m.createdAt().toEpochMilli() + "_" + m.key());
  }

  private static Condition before(String cursor) {
    var parts = cursor.split("_", -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,14}") || !parts[1].matches("[0-9a-f]{64}")) {
      throw new MallException(ErrorKind.MALFORMED, "request.bad_cursor");
    }
    var at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
    return MEDIA
        .CREATED_AT
        .lt(at)
        .or(MEDIA.CREATED_AT.eq(at).and(MEDIA.SHA256.lt(HexFormat.of().parseHex(parts[1]))));
  }

  private static Media media(Record r) {
    return new Media(
        new MediaKey(HexFormat.of().formatHex(r.get(MEDIA.SHA256))),
        r.get(MEDIA.TYPE),
        r.get(MEDIA.BYTES),
        r.get(MEDIA.WIDTH),
        r.get(MEDIA.HEIGHT),
        r.get(MEDIA.NAME),
        r.get(MEDIA.CREATED_AT));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Condition shop() {
    return MEDIA.TENANT_ID.eq(CurrentTenant.id().value());
  }
}
