package io.wanpu.kernel.media.jooq;

import static io.wanpu.kernel.db.Tables.ACTIVITY;
import static io.wanpu.kernel.db.Tables.ARTICLE;
import static io.wanpu.kernel.db.Tables.BRAND;
import static io.wanpu.kernel.db.Tables.PRODUCT;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE;
import static io.wanpu.kernel.db.Tables.SHOP_PAGE_VERSION;
import static io.wanpu.kernel.db.Tables.SKU;
import static io.wanpu.kernel.db.Tables.TENANT_SETTING;

import io.wanpu.kernel.media.MediaKey;
import io.wanpu.kernel.media.MediaLibrary.Use;
import io.wanpu.kernel.shared.CurrentTenant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Looks for a picture in whatever may hold one. Keys are 64 hexadecimal digits, so that finding
 * them in text is sure enough; it is asked for rarely.
 */
final class MediaUses {
  private static final int MOST = 10;

  private MediaUses() {}

  static List<Use> of(DSLContext dsl, MediaKey key) {
    var found = new ArrayList<Use>();
    find(
        dsl,
        "product",
        PRODUCT,
        PRODUCT.TENANT_ID,
        PRODUCT.ID,
        PRODUCT.TITLE,
        PRODUCT
            .STATUS
            .ne("DELETED")
            .and(
                in(PRODUCT.MEDIA, key)
                    .or(in(PRODUCT.DETAIL, key))
                    .or(
                        PRODUCT.ID.in(
                            DSL.select(SKU.PRODUCT_ID)
                                .from(SKU)
                                .where(
                                    SKU.TENANT_ID.eq(CurrentTenant.id().value()),
                                    SKU.MEDIA.eq(key.hex()),
                                    SKU.ACTIVE.isTrue())))),
        found);
    find(
        dsl,
        "brand",
        BRAND,
        BRAND.TENANT_ID,
        BRAND.ID,
        BRAND.NAME,
        BRAND.LOGO.eq(key.hex()),
        found);
    find(
        dsl,
        "article",
        ARTICLE,
        ARTICLE.TENANT_ID,
        ARTICLE.ID,
        ARTICLE.TITLE,
        ARTICLE.COVER.eq(key.hex()).or(in(ARTICLE.BODY, key)),
        found);
    find(
        dsl,
        "activity",
        ACTIVITY,
        ACTIVITY.TENANT_ID,
        ACTIVITY.ID,
        ACTIVITY.NAME,
        ACTIVITY.STATUS.ne("ENDED").and(in(ACTIVITY.CONFIG, key)),
        found);
    find(
        dsl,
        "page",
        SHOP_PAGE,
        SHOP_PAGE.TENANT_ID,
        SHOP_PAGE.ID,
        SHOP_PAGE.NAME,
        in(SHOP_PAGE.BLOCKS, key)
            .or(
                SHOP_PAGE.ID.in(
                    DSL.select(SHOP_PAGE_VERSION.PAGE_ID)
                        .from(SHOP_PAGE_VERSION)
                        .where(
                            SHOP_PAGE_VERSION.TENANT_ID.eq(CurrentTenant.id().value()),
                            SHOP_PAGE_VERSION
                                .NO
                                .eq(SHOP_PAGE.LIVE_NO)
                                .or(SHOP_PAGE_VERSION.NO.eq(SHOP_PAGE.SCHEDULED_NO)),
                            in(SHOP_PAGE_VERSION.BLOCKS, key)))),
        found);
    find(
        dsl,
        "settings",
        TENANT_SETTING,
        TENANT_SETTING.TENANT_ID,
        TENANT_SETTING.OWNER,
        TENANT_SETTING.OWNER,
        in(TENANT_SETTING.VALUE, key),
        found);
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }

  private static void find(
      DSLContext dsl,
      String kind,
      Table<?> table,
      TableField<?, Long> shop,
      Field<?> id,
      Field<String> name,
      Condition where,
      List<Use> into) {
    dsl.select(id, name)
        .from(table)
        .where(shop.eq(CurrentTenant.id().value()), where)
        .limit(MOST)
        .forEach(r -> into.add(new Use(kind, String.valueOf(r.value1()), r.value2())));
  }

  private static Condition in(Field<?> text, MediaKey key) {
    return text.cast(SQLDataType.CLOB).like("%" + key.hex() + "%");
  }
}
