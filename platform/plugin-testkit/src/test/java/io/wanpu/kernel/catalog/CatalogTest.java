package io.wanpu.kernel.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.ProductDraft.SkuDraft;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Products as staff edit them and as shoppers find them. */
@MallTest
class CatalogTest {
  private static final Actor STAFF = Actor.system();

  private static SkuDraft sku(String code, long price, String... values) {
    return new SkuDraft(
        Optional.empty(),
        Optional.ofNullable(code),
        List.of(values),
        price,
        Optional.empty(),
        Optional.of(1L),
        100,
        Optional.empty());
  }

  private static ProductDraft shirt(String title, SkuDraft... skus) {
    return new ProductDraft(
        Optional.empty(),
        title,
        "纯棉",
        "<p onclick='x()'>好<script>alert(1)</script></p>",
        List.of(new Spec("颜色", List.of("红色", "蓝色")), new Spec("尺码", List.of("M", "L"))),
        List.of(),
        Product.Status.ON_SHELF,
        Optional.empty(),
        Optional.empty(),
        List.of(skus));
  }

  private static Product created(Mall mall, ProductDraft draft) {
    return changed(mall.products().create(STAFF, draft));
  }

  private static Product changed(Products.Outcome outcome) {
    if (outcome instanceof Products.Outcome.Changed done) {
      return done.product();
    }
    throw new AssertionError("not changed: " + outcome);
  }

  private static List<String> fieldsOf(Products.Outcome outcome) {
    if (outcome instanceof Products.Outcome.Invalid invalid) {
      return invalid.errors().stream().map(e -> e.field()).toList();
    }
    throw new AssertionError("taken: " + outcome);
  }

  private static List<String> titles(Mall mall, String words) {
    return mall
        .shelf()
        .cards(
            new Shelf.Query(Optional.of(words), Optional.empty(), Shelf.Sort.NEWEST),
            Optional.empty(),
            50)
        .items()
        .stream()
        .map(ProductCard::title)
        .toList();
  }

  @Test
  void a_product_is_what_was_entered_and_its_text_is_clean(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var product =
              created(
                  mall, shirt(" T 恤 ", sku("A1", 5_000, "红色", "M"), sku("A2", 4_000, "蓝色", "L")));
          assertThat(product.title()).isEqualTo("T 恤");
          assertThat(product.detail()).isEqualTo("<p>好</p>");
          assertThat(mall.products().find(product.id())).contains(product);
          var page = mall.shelf().page(product.id()).orElseThrow();
          assertThat(page.skus())
              .extracting(ProductPage.Item::price)
              .containsExactly(5_000L, 4_000L);
          assertThat(page.skus())
              .extracting(ProductPage.Item::availability)
              .containsOnly(Availability.SOLD_OUT);
          shop.stock(product.skus().getFirst().id(), 30);
          assertThat(mall.shelf().page(product.id()).orElseThrow().skus().getFirst().availability())
              .isEqualTo(Availability.PLENTY);
          var facts = mall.skus().facts(product.skus().stream().map(Sku::id).toList());
          assertThat(facts.get(product.skus().getFirst().id()))
              .isEqualTo(
                  new SkuFacts(
                      product.skus().getFirst().id(),
                      product.id(),
                      Optional.empty(),
                      "T 恤",
                      List.of("红色", "M"),
                      5_000,
                      100,
                      Optional.empty(),
                      30,
                      true));
          var row =
              mall.products().list(Products.Filter.all(), Optional.empty(), 10).items().getFirst();
          assertThat(row.minPrice()).isEqualTo(4_000);
          assertThat(row.maxPrice()).isEqualTo(5_000);
          assertThat(row.available()).isEqualTo(30);
          assertThat(row.shown()).isTrue();
        });
  }

  @Test
  void skus_keep_their_identity_through_changes(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var before =
              created(mall, shirt("T 恤", sku("A1", 100, "红色", "M"), sku("A2", 200, "蓝色", "L")));
          var red = before.skus().get(0).id();
          var blue = before.skus().get(1).id();
          // the codes swap, the prices change, a third one comes
          var after =
              changed(
                  mall.products()
                      .change(
                          STAFF,
                          before.id(),
                          before.version(),
                          shirt(
                              "T 恤",
                              sku("A1", 250, "蓝色", "L"),
                              sku("A2", 100, "红色", "M"),
                              sku(null, 300, "红色", "L"))));
          assertThat(after.skus()).extracting(Sku::id).startsWith(blue, red).hasSize(3);
          assertThat(after.skus())
              .extracting(Sku::code)
              .startsWith(Optional.of("A1"), Optional.of("A2"));
          // one is left out: it is no longer sold, and is itself again when it comes back
          var fewer =
              changed(
                  mall.products()
                      .change(
                          STAFF,
                          after.id(),
                          after.version(),
                          shirt("T 恤", sku("A2", 100, "红色", "M"))));
          assertThat(fewer.skus()).extracting(Sku::id).containsExactly(red);
          assertThat(mall.skus().facts(List.of(blue)).get(blue).onShelf()).isFalse();
          var back =
              changed(
                  mall.products()
                      .change(
                          STAFF,
                          fewer.id(),
                          fewer.version(),
                          shirt("T 恤", sku("A2", 100, "红色", "M"), sku(null, 90, "蓝色", "L"))));
          assertThat(back.skus()).extracting(Sku::id).containsExactly(red, blue);
        });
  }

  @Test
  void of_two_who_edit_one_version_the_second_is_told(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var product = created(mall, ProductDraft.plain("茶", 100));
          var outcomes =
              Shoppers.concurrently(
                  8,
                  i ->
                      shop.call(
                          () ->
                              mall.products()
                                  .change(
                                      STAFF,
                                      product.id(),
                                      product.version(),
                                      ProductDraft.plain("茶 " + i, 100))));
          assertThat(outcomes).filteredOn(Products.Outcome.Changed.class::isInstance).hasSize(1);
          assertThat(outcomes).filteredOn(Products.Outcome.Stale.class::isInstance).hasSize(7);
          assertThat(mall.products().change(STAFF, new ProductId(1), 1, ProductDraft.plain("x", 1)))
              .isInstanceOf(Products.Outcome.Unknown.class);
        });
  }

  @Test
  void two_products_never_share_a_code(Mall mall, Shop shop, Shop other) {
    shop.run(
        () -> {
          var outcomes =
              Shoppers.concurrently(
                  6,
                  i ->
                      shop.call(
                          () ->
                              mall.products()
                                  .create(STAFF, shirt("T" + i, sku("SAME", 1, "红色", "M")))));
          assertThat(outcomes).filteredOn(Products.Outcome.Changed.class::isInstance).hasSize(1);
          assertThat(outcomes)
              .filteredOn(Products.Outcome.Invalid.class::isInstance)
              .allSatisfy(o -> assertThat(fieldsOf(o)).containsExactly("skus[0].code"))
              .hasSize(5);
        });
    other.run(() -> created(mall, shirt("T", sku("SAME", 1, "红色", "M"))));
  }

  @Test
  void a_draft_that_makes_no_sense_changes_nothing_and_names_its_fields(
      Mall mall, Shop shop, Shop other) {
    var foreign = other.call(() -> mall.categories().add(STAFF, "别家的", Optional.empty()));
    var stranger = other.call(() -> created(mall, ProductDraft.plain("别家的", 1)));
    shop.run(
        () -> {
          var good = shirt("T 恤", sku("A", 1, "红色", "M"));
          assertThat(fieldsOf(mall.products().create(STAFF, shirt("")))).contains("title", "skus");
          assertThat(
                  fieldsOf(
                      mall.products()
                          .create(
                              STAFF,
                              shirt(
                                  "x".repeat(121),
                                  sku("A", -1, "红色", "M"),
                                  sku("a", ProductDraft.MOST_PRICE + 1, "红色", "M"),
                                  sku(null, Long.MIN_VALUE, "绿色", "M"),
                                  sku(null, 1, "红色")))))
              .containsExactlyInAnyOrder(
                  "title",
                  "skus[0].price",
                  "skus[1].price",
                  "skus[1].values",
                  "skus[1].code",
                  "skus[2].price",
                  "skus[2].values",
                  "skus[3].values");
          var odd =
              new ProductDraft(
                  Optional.of(foreign),
                  "a",
                  "",
                  "",
                  List.of(),
                  List.of("0".repeat(64), "../../etc/passwd"),
                  Product.Status.DELETED,
                  Optional.of(java.time.Instant.MAX),
                  Optional.of(java.time.Instant.EPOCH),
                  List.of(sku(null, 1)));
          assertThat(fieldsOf(mall.products().create(STAFF, odd)))
              .contains("category", "media[1]", "status", "shelfAt", "unshelfAt");
          var many = new ArrayList<Spec>();
          IntStream.range(0, 4).forEach(i -> many.add(new Spec("s" + i, List.of("v"))));
          assertThat(
                  fieldsOf(
                      mall.products()
                          .create(
                              STAFF,
                              new ProductDraft(
                                  Optional.empty(),
                                  "a",
                                  "",
                                  "",
                                  many,
                                  List.of(),
                                  Product.Status.DRAFT,
                                  Optional.empty(),
                                  Optional.empty(),
                                  List.of(sku(null, 1, "v", "v", "v", "v"))))))
              .contains("specs");
          var mine = created(mall, good);
          var theirs =
              new ProductDraft(
                  good.category(),
                  good.title(),
                  good.subtitle(),
                  good.detail(),
                  good.specs(),
                  good.media(),
                  good.status(),
                  good.shelfAt(),
                  good.unshelfAt(),
                  List.of(
                      new SkuDraft(
                          Optional.of(stranger.skus().getFirst().id()),
                          Optional.empty(),
                          List.of("红色", "M"),
                          1,
                          Optional.empty(),
                          Optional.empty(),
                          0,
                          Optional.empty())));
          assertThat(fieldsOf(mall.products().change(STAFF, mine.id(), mine.version(), theirs)))
              .containsExactly("skus[0].id");
          assertThat(mall.products().find(mine.id())).contains(mine);
          assertThat(mall.products().find(stranger.id())).isEmpty();
          assertThat(mall.shelf().page(stranger.id())).isEmpty();
          assertThat(mall.skus().facts(stranger.skus().stream().map(Sku::id).toList())).isEmpty();
        });
  }

  @Test
  void shoppers_see_a_product_from_its_time_until_its_time(Mall mall, Shop shop, TestClock clock) {
    shop.run(
        () -> {
          var plain = ProductDraft.plain("中秋月饼", 8_800);
          var now = clock.instant();
          var product =
              created(
                  mall,
                  new ProductDraft(
                      plain.category(),
                      plain.title(),
                      plain.subtitle(),
                      plain.detail(),
                      plain.specs(),
                      plain.media(),
                      plain.status(),
                      Optional.of(now.plus(Duration.ofHours(1))),
                      Optional.of(now.plus(Duration.ofHours(2))),
                      plain.skus()));
          var sku = product.skus().getFirst().id();
          assertThat(mall.shelf().page(product.id())).isEmpty();
          assertThat(titles(mall, "月饼")).isEmpty();
          assertThat(mall.skus().facts(List.of(sku)).get(sku).onShelf()).isFalse();
          clock.advance(Duration.ofHours(1));
          assertThat(mall.shelf().page(product.id()).orElseThrow().until())
              .isEqualTo(product.unshelfAt());
          assertThat(titles(mall, "月饼")).containsExactly("中秋月饼");
          assertThat(mall.skus().facts(List.of(sku)).get(sku).onShelf()).isTrue();
          clock.advance(Duration.ofHours(1));
          assertThat(mall.shelf().page(product.id())).isEmpty();
          assertThat(mall.shelf().cards(List.of(product.id()))).isEmpty();
        });
  }

  @Test
  void chinese_words_of_two_characters_and_beginnings_of_latin_ones_are_found(
      Mall mall, Shop shop, Shop other) {
    other.run(() -> created(mall, ProductDraft.plain("别家的苹果手机壳", 1)));
    shop.run(
        () -> {
          created(mall, ProductDraft.plain("苹果手机壳 iPhone 15 Pro 透明", 2_900));
          created(mall, ProductDraft.plain("华为手机充电器", 9_900));
          created(mall, ProductDraft.plain("红富士苹果 5 斤装", 3_900));
          created(mall, ProductDraft.plain("100% 纯棉毛巾 +-><()~*\"@", 1_900));
          assertThat(titles(mall, "手机")).hasSize(2);
          assertThat(titles(mall, "苹果")).hasSize(2);
          assertThat(titles(mall, "苹果手机")).containsExactly("苹果手机壳 iPhone 15 Pro 透明");
          assertThat(titles(mall, "手机壳")).containsExactly("苹果手机壳 iPhone 15 Pro 透明");
          assertThat(titles(mall, "IPH")).containsExactly("苹果手机壳 iPhone 15 Pro 透明");
          assertThat(titles(mall, "ｉＰｈｏｎｅ　壳")).hasSize(1);
          assertThat(titles(mall, "毛巾")).hasSize(1);
          assertThat(titles(mall, "斤")).hasSize(1);
          assertThat(titles(mall, "电视")).isEmpty();
          for (var words : List.of("+-><()~*\"@", "\" or 1=1 --", "%", "' * '", "\uD83D\uDE00")) {
            assertThat(titles(mall, words)).as(words).isEmpty();
          }
          assertThat(mall.skus().search("手机", 20)).hasSize(2);
        });
  }

  @Test
  void every_order_of_the_list_pages_through_all_of_it_once(Mall mall, Shop shop) {
    shop.run(
        () -> {
          for (var i = 0; i < 23; i++) {
            created(mall, ProductDraft.plain("茶 " + i, 100L * (i % 5)));
          }
          for (var sort : Shelf.Sort.values()) {
            var seen = new ArrayList<ProductCard>();
            Optional<String> next = Optional.empty();
            do {
              var page =
                  mall.shelf()
                      .cards(new Shelf.Query(Optional.empty(), Optional.empty(), sort), next, 5);
              seen.addAll(page.items());
              next = page.next();
            } while (next.isPresent());
            assertThat(seen).as(sort.name()).hasSize(23).doesNotHaveDuplicates();
            if (sort == Shelf.Sort.CHEAPEST) {
              assertThat(seen).extracting(ProductCard::price).isSorted();
            }
          }
          assertThatThrownBy(
                  () -> mall.shelf().cards(Shelf.Query.all(), Optional.of("1 or 1=1"), 5))
              .hasMessage("request.bad_cursor");
          assertThat(mall.products().list(Products.Filter.all(), Optional.empty(), 10).items())
              .hasSize(10);
        });
  }

  @Test
  void a_product_off_the_shelf_or_deleted_is_gone_for_shoppers_and_the_log_says_who(
      Mall mall, Shop shop) {
    shop.run(
        () -> {
          var product = created(mall, shirt("T 恤", sku("A1", 5_000, "红色", "M")));
          assertThat(mall.products().shelve(STAFF, List.of(product.id()), Product.Status.OFF_SHELF))
              .isEqualTo(1);
          assertThat(mall.products().shelve(STAFF, List.of(product.id()), Product.Status.OFF_SHELF))
              .isZero();
          assertThat(mall.shelf().page(product.id())).isEmpty();
          assertThat(mall.products().find(product.id())).isPresent();
          mall.products().shelve(STAFF, List.of(product.id()), Product.Status.DELETED);
          assertThat(mall.products().find(product.id())).isEmpty();
          assertThat(mall.products().shelve(STAFF, List.of(product.id()), Product.Status.ON_SHELF))
              .isZero();
          created(mall, shirt("新 T 恤", sku("A1", 5_000, "红色", "M")));
          var lines =
              mall.audit()
                  .list(
                      Optional.of("product:" + product.id()),
                      Optional.empty(),
                      Optional.empty(),
                      10);
          assertThat(lines.items())
              .extracting(l -> l.action())
              .containsExactly("product.shelved", "product.shelved", "product.created");
        });
  }

  @Test
  void the_lowest_price_of_seven_days_is_known(Mall mall, Shop shop, TestClock clock) {
    shop.run(
        () -> {
          var product = created(mall, ProductDraft.plain("茶", 1_000));
          var sku = product.skus().getFirst().id();
          var week = Duration.ofDays(7);
          var changes = List.of(800L, 1_200L, 900L);
          for (var price : changes) {
            clock.advance(Duration.ofDays(3));
            product =
                changed(
                    mall.products()
                        .change(
                            STAFF,
                            product.id(),
                            product.version(),
                            ProductDraft.plain("茶", price)));
          }
          // day 9: 800 was set on day 3 and held when the week began
          assertThat(mall.skus().lowestPrices(List.of(sku), week)).containsEntry(sku, 800L);
          clock.advance(Duration.ofDays(5));
          assertThat(mall.skus().lowestPrices(List.of(sku), week)).containsEntry(sku, 900L);
          assertThat(mall.skus().lowestPrices(List.of(new SkuId(1)), week)).isEmpty();
        });
  }

  @Test
  void categories_form_a_tree_of_three_levels(Mall mall, Shop shop, Shop other) {
    var foreign = other.call(() -> mall.categories().add(STAFF, "别家的", Optional.empty()));
    shop.run(
        () -> {
          var categories = mall.categories();
          var tea = categories.add(STAFF, "茶", Optional.empty());
          var green = categories.add(STAFF, "绿茶", Optional.of(tea));
          var longjing = categories.add(STAFF, "龙井", Optional.of(green));
          var cup = categories.add(STAFF, "茶具", Optional.empty());
          assertThat(categories.within(tea)).containsExactlyInAnyOrder(tea, green, longjing);
          assertThat(categories.within(foreign)).isEmpty();
          assertThat(categories.tree()).extracting(Category::name).containsExactly("茶", "茶具");

          refused("request.invalid", () -> categories.add(STAFF, "四级", Optional.of(longjing)));
          refused("request.invalid", () -> categories.add(STAFF, "偷", Optional.of(foreign)));
          refused("request.invalid", () -> categories.add(STAFF, "", Optional.empty()));
          refused(
              "request.invalid",
              () -> categories.change(STAFF, tea, "茶", Optional.of(longjing), 0));
          refused("request.invalid", () -> categories.change(STAFF, tea, "茶", Optional.of(tea), 0));
          refused("request.invalid", () -> categories.change(STAFF, tea, "茶", Optional.of(cup), 0));
          refused(
              "catalog.category_unknown",
              () -> categories.change(STAFF, foreign, "偷", Optional.empty(), 0));
          refused("catalog.category_has_children", () -> categories.remove(STAFF, green));

          var draft = ProductDraft.plain("明前龙井", 1);
          var product =
              created(
                  mall,
                  new ProductDraft(
                      Optional.of(longjing),
                      draft.title(),
                      draft.subtitle(),
                      draft.detail(),
                      draft.specs(),
                      draft.media(),
                      draft.status(),
                      draft.shelfAt(),
                      draft.unshelfAt(),
                      draft.skus()));
          assertThat(inCategory(mall, tea)).containsExactly(product.id());
          assertThat(inCategory(mall, cup)).isEmpty();
          categories.change(STAFF, green, "绿茶", Optional.of(cup), 0);
          assertThat(inCategory(mall, cup)).containsExactly(product.id());
          categories.remove(STAFF, longjing);
          assertThat(mall.products().find(product.id()).orElseThrow().category()).isEmpty();
        });
  }

  private static void refused(String code, Runnable deed) {
    assertThatThrownBy(deed::run).isInstanceOf(MallException.class).hasMessage(code);
  }

  private static List<ProductId> inCategory(Mall mall, CategoryId category) {
    return mall
        .shelf()
        .cards(
            new Shelf.Query(Optional.empty(), Optional.of(category), Shelf.Sort.NEWEST),
            Optional.empty(),
            10)
        .items()
        .stream()
        .map(ProductCard::id)
        .toList();
  }

  @Test
  void many_who_save_at_once_never_pass_what_the_plan_allows(Mall mall, Shop shop) {
    mall.tenants().changePlan(STAFF, shop.id(), Plan.TRIAL);
    var most = Plan.TRIAL.products();
    shop.run(
        () -> {
          for (var i = 3; i < most; i++) {
            var unused = created(mall, ProductDraft.plain("p" + i, 100));
          }
        });

    var outcomes =
        Shoppers.concurrently(
            16,
            i ->
                shop.call(
                    () -> {
                      try {
                        created(mall, ProductDraft.plain("同时 " + i, 100));
                        return "created";
                      } catch (MallException full) {
                        return full.code();
                      }
                    }));

    assertThat(outcomes).filteredOn("created"::equals).hasSize(3);
    assertThat(outcomes).filteredOn("catalog.too_many_products"::equals).hasSize(13);
  }
}
