package io.wanpu.kernel.content.jooq;

import static io.wanpu.kernel.db.Tables.ARTICLE;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.content.ArticleDraft;
import io.wanpu.kernel.content.Articles;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Cursor;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.Page;
import io.wanpu.kernel.shared.data.TenantDb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** Articles in MariaDB. */
public final class JooqArticles implements Articles {
  private final TenantDb db;
  private final IdSource ids;
  private final MallClock clock;
  private final AuditLog audit;

  public JooqArticles(TenantDb db, IdSource ids, MallClock clock, AuditLog audit) {
    this.db = db;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public Page<Article> published(Optional<String> after, int limit) {
    var where = open(Article.Kind.STORY);
    if (after.isPresent()) {
      var last = Cursor.parse(after.get());
      where =
          where.and(
              ARTICLE
                  .PUBLISHED_AT
                  .lt(last.instant())
                  .or(ARTICLE.PUBLISHED_AT.eq(last.instant()).and(ARTICLE.ID.lt(last.id()))));
    }
    var rows = select(where, List.of(ARTICLE.PUBLISHED_AT.desc(), ARTICLE.ID.desc()), limit + 1);
    return Page.of(
        rows,
        limit,
        article ->
            new Cursor(
                    article.publishedAt().orElse(Instant.EPOCH).toEpochMilli(),
                    Long.parseLong(article.id()))
                .toString());
  }

  @Override
  public Optional<Article> story(String id) {
    return one(open(Article.Kind.STORY).and(ARTICLE.ID.eq(key(id))));
  }

  @Override
  public Optional<Article> privacy() {
    return one(open(Article.Kind.PRIVACY));
  }

  private Condition open(Article.Kind kind) {
    return ARTICLE
        .KIND
        .eq(kind.name())
        .and(ARTICLE.PUBLISHED_AT.isNotNull())
        .and(ARTICLE.PUBLISHED_AT.le(clock.instant()));
  }

  @Override
  public Page<Article> list(Optional<String> after, int limit) {
    var where =
        after
            .map(text -> (Condition) ARTICLE.ID.lt(Cursor.parse(text).id()))
            .orElse(DSL.noCondition());
    return Page.of(
        select(where, List.of(ARTICLE.ID.desc()), limit + 1),
        limit,
        article -> new Cursor(0, Long.parseLong(article.id())).toString());
  }

  @Override
  public Optional<Article> find(String id) {
    return one(ARTICLE.ID.eq(key(id)));
  }

  private Optional<Article> one(Condition where) {
    return select(where, List.of(ARTICLE.PUBLISHED_AT.desc(), ARTICLE.ID.desc()), 1).stream()
        .findFirst();
  }

  private List<Article> select(Condition where, List<? extends SortField<?>> order, int limit) {
    return db.read(
        dsl ->
            dsl.select(
                    ARTICLE.ID,
                    ARTICLE.KIND,
                    ARTICLE.TITLE,
                    ARTICLE.SUMMARY,
                    ARTICLE.COVER,
                    ARTICLE.BODY,
                    ARTICLE.PUBLISHED_AT,
                    ARTICLE.VERSION)
                .from(ARTICLE)
                .where(ARTICLE.TENANT_ID.eq(CurrentTenant.id().value()), where)
                .orderBy(order)
                .limit(limit)
                .fetch(JooqArticles::article));
  }

  @Override
  public Article write(Actor actor, ArticleDraft wanted) {
    var draft = wanted.checked();
    return db.transaction(tx -> write(tx, actor, draft));
  }

  private Article write(Tx tx, Actor actor, ArticleDraft draft) {
    var id = ids.next();
    db.on(tx)
        .insertInto(ARTICLE)
        .set(ARTICLE.TENANT_ID, CurrentTenant.id().value())
        .set(ARTICLE.ID, id)
        .set(ARTICLE.KIND, draft.kind().name())
        .set(ARTICLE.TITLE, draft.title())
        .set(ARTICLE.SUMMARY, draft.summary())
        .set(ARTICLE.COVER, draft.cover().orElse(null))
        .set(ARTICLE.BODY, draft.body())
        .set(ARTICLE.PUBLISHED_AT, draft.publishedAt().orElse(null))
        .set(ARTICLE.VERSION, 1)
        .set(ARTICLE.CHANGED_AT, clock.instant())
        .execute();
    audit.record(tx, actor, "article.written", "article:" + id, null, title(draft));
    return article(Long.toString(id), draft, 1);
  }

  @Override
  public Article change(Actor actor, String id, int version, ArticleDraft wanted) {
    var draft = wanted.checked();
    var before = find(id).orElseThrow(JooqArticles::unknown);
    return db.transaction(tx -> change(tx, actor, before, version, draft));
  }

  private Article change(Tx tx, Actor actor, Article before, int version, ArticleDraft draft) {
    var id = before.id();
    var rows =
        db.on(tx)
            .update(ARTICLE)
            .set(ARTICLE.KIND, draft.kind().name())
            .set(ARTICLE.TITLE, draft.title())
            .set(ARTICLE.SUMMARY, draft.summary())
            .set(ARTICLE.COVER, draft.cover().orElse(null))
            .set(ARTICLE.BODY, draft.body())
            .set(ARTICLE.PUBLISHED_AT, draft.publishedAt().orElse(null))
            .set(ARTICLE.VERSION, version + 1)
            .set(ARTICLE.CHANGED_AT, clock.instant())
            .where(
                ARTICLE.TENANT_ID.eq(CurrentTenant.id().value()),
                ARTICLE.ID.eq(key(id)),
                ARTICLE.VERSION.eq(version))
            .execute();
    if (rows == 0) {
      throw MallException.conflict("content.article_changed");
    }
    audit.record(
        tx,
        actor,
        "article.changed",
        "article:" + id,
        Map.of("title", before.title()),
        title(draft));
    return article(id, draft, version + 1);
  }

  @Override
  public void keepPrivacy(Tx tx, Actor actor, String title, String body) {
    var before = privacy();
    if (body.equals(before.map(Article::body).orElse(""))) {
      return;
    }
    if (body.isBlank()) {
      before.ifPresent(article -> remove(tx, actor, article));
      return;
    }
    var draft =
        new ArticleDraft(
                Article.Kind.PRIVACY,
                before.map(Article::title).orElse(title),
                before.map(Article::summary).orElse(""),
                Optional.empty(),
                body,
                before.flatMap(Article::publishedAt).or(() -> Optional.of(clock.instant())))
            .checked();
    if (before.isPresent()) {
      var unused = change(tx, actor, before.get(), before.get().version(), draft);
    } else {
      var unused = write(tx, actor, draft);
    }
  }

  @Override
  public void remove(Actor actor, String id) {
    var before = find(id).orElseThrow(JooqArticles::unknown);
    db.transaction(
        tx -> {
          remove(tx, actor, before);
          return id;
        });
  }

  private void remove(Tx tx, Actor actor, Article article) {
    db.on(tx)
        .deleteFrom(ARTICLE)
        .where(ARTICLE.TENANT_ID.eq(CurrentTenant.id().value()), ARTICLE.ID.eq(key(article.id())))
        .execute();
    audit.record(
        tx,
        actor,
        "article.removed",
        "article:" + article.id(),
        Map.of("title", article.title()),
        null);
  }

  private static Map<String, String> title(ArticleDraft draft) {
    return Map.of("title", draft.title());
  }

  private static long key(String id) {
    if (id.matches("[1-9]\\d{0,17}")) {
      return Long.parseLong(id);
    }
    throw unknown();
  }

  private static MallException unknown() {
    return MallException.notFound("content.article_unknown");
  }

  private static Article article(String id, ArticleDraft draft, int version) {
    return new Article(
        id,
        draft.kind(),
        draft.title(),
        draft.summary(),
        draft.cover(),
        draft.body(),
        draft.publishedAt(),
        version);
  }

  private static Article article(Record r) {
    return new Article(
        r.get(ARTICLE.ID).toString(),
        Article.Kind.valueOf(r.get(ARTICLE.KIND)),
        r.get(ARTICLE.TITLE),
        r.get(ARTICLE.SUMMARY),
        Optional.ofNullable(r.get(ARTICLE.COVER)),
        r.get(ARTICLE.BODY),
        Optional.ofNullable(r.get(ARTICLE.PUBLISHED_AT)),
        r.get(ARTICLE.VERSION));
  }
}
