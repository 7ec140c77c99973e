package io.wanpu.server.demo;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.catalog.Spec;
import io.wanpu.kernel.content.Article;
import io.wanpu.kernel.content.ArticleDraft;
import io.wanpu.kernel.member.Address;
import io.wanpu.kernel.member.MemberProfile;
import io.wanpu.kernel.member.wechat.WechatLogin;
import io.wanpu.kernel.staff.Granter;
import io.wanpu.kernel.staff.NewStaff;
import io.wanpu.kernel.staff.RoleId;
import io.wanpu.kernel.tenant.NewTenant;
import io.wanpu.kernel.tenant.ShopSettings;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.tenant.Tenants;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.runtime.Mall;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a shop of the demo: settings, staff, catalog, stock, members. Every step looks first at
 * what is there already, so that a load that broke off is completed by the next one.
 */
final class ShopLoader {
  private static final Duration SHOP_AGE = Duration.ofDays(60);
  private static final Duration BETWEEN_PRODUCTS = Duration.ofMinutes(13);

  private final Mall mall;
  private final DemoClock clock;
  private final ShopFile file;
  private final DemoPasswords passwords;
  private final Instant opened;
  private final Map<String, Product> products = new LinkedHashMap<>();
  private final Map<String, MemberId> members = new LinkedHashMap<>();
  private Actor shipper = Actor.system();

  /**
   * @param zone of the shop: it opened in the morning
   */
  ShopLoader(Mall mall, DemoClock clock, ShopFile file, DemoPasswords passwords, ZoneId zone) {
    this.mall = mall;
    this.clock = clock;
    this.file = file;
    this.passwords = passwords;
    this.opened =
        LocalDate.ofInstant(clock.instant().minus(SHOP_AGE), zone)
            .atTime(8, 30)
            .atZone(zone)
            .toInstant();
  }

  /** The shop, opened two months ago if it is not there yet. */
  static Tenant open(Mall mall, DemoClock clock, ShopFile file) {
    var known = mall.tenants().byCode(file.code());
    if (known.isPresent()) {
      return known.get();
    }
    var opening = new ArrayList<Tenants.Opening>();
    clock.at(
        clock.instant().minus(SHOP_AGE),
        () ->
            opening.add(
                mall.tenants().open(Actor.system(), NewTenant.chinese(file.code(), file.name()))));
    return switch (opening.getFirst()) {
      case Tenants.Opening.Opened(var shop) -> shop;
      case Tenants.Opening.CodeTaken(var code) ->
          throw new IllegalStateException("somebody else has just opened " + code);
    };
  }

  /** Loads everything but orders into the calling shop. */
  void load(Gallery gallery) {
    clock.at(opened, this::settings);
    var owner = new ArrayList<Actor>();
    clock.at(opened, () -> owner.add(staff()));
    clock.at(opened.plus(Duration.ofHours(1)), () -> gallery.hang(owner.getFirst(), mall.media()));
    var categories = new HashMap<String, CategoryId>();
    clock.at(
        opened.plus(Duration.ofHours(1)), () -> categories.putAll(categories(owner.getFirst())));
    products(owner.getFirst(), categories, gallery);
    articles(owner.getFirst());
    clock.at(opened.plus(Duration.ofDays(3)), this::stock);
    members();
  }

  /** Who sends the parcels: the shop's last clerk. */
  Actor shipper() {
    return shipper;
  }

  /** By title. */
  Map<String, Product> products() {
    return products;
  }

  /** By code. */
  Map<String, MemberId> membersByCode() {
    return members;
  }

  private void settings() {
    var edit = mall.shops().edit();
    var contact = file.contact();
    mall.shops()
        .save(
            Actor.system(),
            new ShopSettings(
                file.orderTimeoutSeconds(),
                new ShopSettings.Freight(
                    ShopFile.fen(file.freight().fee()),
                    Optional.of(ShopFile.fen(file.freight().freeOver()))),
                new ShopSettings.Contact(contact.phone(), contact.address(), contact.hours()),
                file.notice()),
            edit.version());
    if (mall.shops().wechat().isEmpty()) {
      mall.shops()
          .connect(
              Actor.system(),
              new WechatApp(file.wechatAppId(), passwords.of("wechat:" + file.code())));
    }
  }

  /** Hires whoever is missing. @return the owner, who does everything else */
  private Actor staff() {
    var by = Granter.unlimited(Actor.system());
    var roles = new HashMap<String, RoleId>();
    mall.roles().list().forEach(role -> roles.put(role.name(), role.id()));
    var hired = new HashMap<String, StaffId>();
    mall.manageStaff().list().forEach(each -> hired.put(each.login(), each.id()));
    for (var clerk : file.staff()) {
      var role =
          roles.computeIfAbsent(
              clerk.role(), name -> mall.roles().add(by, name, Set.copyOf(clerk.permissions())));
      hired.computeIfAbsent(
          clerk.login(),
          login ->
              mall.manageStaff()
                  .hire(by, new NewStaff(login, clerk.name(), passwords.of(login), List.of(role))));
    }
    var last = file.staff().getLast();
    shipper = Actor.staff(ShopFile.in(hired, last.login()), last.name(), Optional.empty());
    var owner = file.staff().getFirst();
    return Actor.staff(ShopFile.in(hired, owner.login()), owner.name(), Optional.empty());
  }

  private Map<String, CategoryId> categories(Actor owner) {
    var known = new HashMap<String, CategoryId>();
    mall.categories()
        .tree()
        .forEach(
            root -> {
              known.put(root.name(), root.id());
              root.children().forEach(child -> known.put(child.name(), child.id()));
            });
    file.categories()
        .forEach(
            (root, children) -> {
              var id =
                  known.computeIfAbsent(
                      root, name -> mall.categories().add(owner, name, Optional.empty()));
              children.forEach(
                  child ->
                      known.computeIfAbsent(
                          child, name -> mall.categories().add(owner, name, Optional.of(id))));
            });
    return known;
  }

  private void products(Actor owner, Map<String, CategoryId> categories, Gallery gallery) {
    mall.products()
        .list(Products.Filter.all(), Optional.empty(), 500)
        .items()
        .forEach(row -> products.put(row.title(), mall.products().find(row.id()).orElseThrow()));
    // the first of the file is the newest: lists show it on top
    var at = opened.plus(Duration.ofHours(2));
    for (var goods : file.products().reversed()) {
      at = at.plus(BETWEEN_PRODUCTS);
      if (products.containsKey(goods.title())) {
        continue;
      }
      clock.at(
          at,
          () -> {
            switch (mall.products().create(owner, draft(goods, categories, gallery))) {
              case Products.Outcome.Changed(var made) -> products.put(goods.title(), made);
              case Products.Outcome.Invalid(var errors) ->
                  throw new IllegalStateException(goods.title() + ": " + errors);
              case Products.Outcome.Stale stale ->
                  throw new IllegalStateException(goods.title() + " is no new product");
              case Products.Outcome.Unknown unknown ->
                  throw new IllegalStateException(goods.title() + " is no new product");
            }
          });
    }
  }

  private ProductDraft draft(
      ShopFile.Goods goods, Map<String, CategoryId> categories, Gallery gallery) {
    var pictures = gallery.of(goods);
    var specs =
        goods.specs().entrySet().stream().map(e -> new Spec(e.getKey(), e.getValue())).toList();
    return new ProductDraft(
        Optional.of(ShopFile.in(categories, goods.category())),
        goods.title(),
        goods.subtitle(),
        ProductStory.html(goods, pictures, file.promise()),
        specs,
        pictures,
        Product.Status.ON_SHELF,
        Optional.empty(),
        Optional.empty(),
        combinations(specs).stream().map(values -> sku(goods, values, gallery)).toList());
  }

  private ProductDraft.SkuDraft sku(ShopFile.Goods goods, List<String> values, Gallery gallery) {
    var terms = goods.terms(values);
    var cost = terms.price().multiply(file.costShare()).setScale(2, RoundingMode.HALF_UP);
    return new ProductDraft.SkuDraft(
        Optional.empty(),
        Optional.empty(),
        values,
        ShopFile.fen(terms.price()),
        Optional.of(ShopFile.fen(terms.market())),
        Optional.of(ShopFile.fen(cost)),
        terms.weight(),
        values.stream()
            .filter(goods.colours()::containsKey)
            .findFirst()
            .map(value -> gallery.of(goods, value)));
  }

  private static List<List<String>> combinations(List<Spec> specs) {
    var all = List.of(List.<String>of());
    for (var spec : specs) {
      var longer = new ArrayList<List<String>>();
      for (var begun : all) {
        for (var value : spec.values()) {
          var one = new ArrayList<>(begun);
          one.add(value);
          longer.add(List.copyOf(one));
        }
      }
      all = List.copyOf(longer);
    }
    return all;
  }

  /** Publishes those that have not been. */
  private void articles(Actor owner) {
    var known =
        mall.articles().list(Optional.empty(), 100).items().stream().map(Article::title).toList();
    for (var story : file.articles()) {
      if (known.contains(story.title())) {
        continue;
      }
      var at = clock.instant().minus(ShopFile.duration(story.ago()));
      clock.at(
          at,
          () ->
              mall.articles()
                  .write(
                      owner,
                      new ArticleDraft(
                          Article.Kind.STORY,
                          story.title(),
                          story.summary(),
                          ShopFile.in(products, story.cover()).media().stream().findFirst(),
                          ProductStory.paragraphs(story.text()),
                          Optional.of(at))));
    }
  }

  /** Counts what has not been counted yet. */
  private void stock() {
    var wanted = new LinkedHashMap<SkuId, Long>();
    for (var goods : file.products()) {
      for (var sku : ShopFile.in(products, goods.title()).skus()) {
        wanted.put(sku.id(), goods.soldOut().contains(sku.values()) ? 0 : goods.stock());
      }
    }
    wanted.keySet().removeAll(mall.inventory().levels(wanted.keySet()).keySet());
    mall.inventory().count(wanted, "demo");
  }

  private void members() {
    var login = new WechatLogin(mall.config().wechat().url(), mall.shops()::wechat);
    var at = opened.plus(Duration.ofDays(4));
    for (var person : file.members()) {
      at = at.plus(Duration.ofHours(57));
      clock.at(at, () -> members.put(person.code(), member(person, login)));
    }
  }

  private MemberId member(ShopFile.Person person, WechatLogin login) {
    var member = mall.members().recognise(login.identify(DemoFile.loginCode(person))).id();
    mall.members()
        .change(
            member,
            new MemberProfile(person.nickname(), Optional.of(person.phone()), Optional.empty()));
    if (mall.addresses().list(member).isEmpty()) {
      var to = person.to();
      mall.addresses()
          .add(
              member,
              new Address(
                  "", to.get(0), person.phone(), to.get(1), to.get(2), to.get(3), to.get(4), true));
    }
    return member;
  }
}
