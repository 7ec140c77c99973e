package io.wanpu.runtime;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.activity.ActivityStore;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.audit.jooq.JooqAuditLog;
import io.wanpu.kernel.cart.Carts;
import io.wanpu.kernel.catalog.Brands;
import io.wanpu.kernel.catalog.Categories;
import io.wanpu.kernel.catalog.PluginCatalog;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.catalog.Shelf;
import io.wanpu.kernel.catalog.SkuFacts;
import io.wanpu.kernel.catalog.Skus;
import io.wanpu.kernel.catalog.jooq.JooqBrands;
import io.wanpu.kernel.catalog.jooq.JooqCategories;
import io.wanpu.kernel.catalog.jooq.JooqProducts;
import io.wanpu.kernel.catalog.jooq.JooqShelf;
import io.wanpu.kernel.catalog.jooq.JooqSkus;
import io.wanpu.kernel.content.Articles;
import io.wanpu.kernel.content.DescribeShop;
import io.wanpu.kernel.content.ShopPages;
import io.wanpu.kernel.content.jooq.JooqArticles;
import io.wanpu.kernel.content.jooq.JooqShopPages;
import io.wanpu.kernel.event.Deliveries;
import io.wanpu.kernel.event.EventWorker;
import io.wanpu.kernel.event.Outbox;
import io.wanpu.kernel.housekeeping.Housekeeping;
import io.wanpu.kernel.inventory.Inventory;
import io.wanpu.kernel.inventory.StockList;
import io.wanpu.kernel.job.JobWorker;
import io.wanpu.kernel.job.Jobs;
import io.wanpu.kernel.job.disk.DiskJobFiles;
import io.wanpu.kernel.media.MediaLibrary;
import io.wanpu.kernel.media.disk.DiskMedia;
import io.wanpu.kernel.media.jooq.JooqMediaLibrary;
import io.wanpu.kernel.member.Addresses;
import io.wanpu.kernel.member.ManageMembers;
import io.wanpu.kernel.member.MemberTags;
import io.wanpu.kernel.member.MemberTokens;
import io.wanpu.kernel.member.Members;
import io.wanpu.kernel.member.Remembered;
import io.wanpu.kernel.member.SignInMember;
import io.wanpu.kernel.member.jooq.JooqAddresses;
import io.wanpu.kernel.member.jooq.JooqMemberTags;
import io.wanpu.kernel.member.jooq.JooqMemberTokens;
import io.wanpu.kernel.member.jooq.JooqMembers;
import io.wanpu.kernel.member.jooq.JooqRemembered;
import io.wanpu.kernel.member.wechat.WechatLogin;
import io.wanpu.kernel.messaging.OutgoingMessages;
import io.wanpu.kernel.messaging.aliyun.AliyunTextMessages;
import io.wanpu.kernel.messaging.wechat.WechatSubscribeMessages;
import io.wanpu.kernel.operator.Console;
import io.wanpu.kernel.operator.OperatorAccess;
import io.wanpu.kernel.operator.SupportAccess;
import io.wanpu.kernel.order.AddressBook;
import io.wanpu.kernel.order.Checkout;
import io.wanpu.kernel.order.DeliveryAddress;
import io.wanpu.kernel.order.FulfilOrder;
import io.wanpu.kernel.order.OrderBook;
import io.wanpu.kernel.order.OrderTerms;
import io.wanpu.kernel.order.Orders;
import io.wanpu.kernel.order.PlaceOrder;
import io.wanpu.kernel.order.SettleOrder;
import io.wanpu.kernel.payment.Payments;
import io.wanpu.kernel.payment.wechat.WechatPayments;
import io.wanpu.kernel.publish.CarryOut;
import io.wanpu.kernel.publish.HearPlatform;
import io.wanpu.kernel.publish.PublishMiniProgram;
import io.wanpu.kernel.publish.Publishing;
import io.wanpu.kernel.publish.Releases;
import io.wanpu.kernel.publish.jooq.JooqReleases;
import io.wanpu.kernel.publish.jooq.SealedPlatformSecrets;
import io.wanpu.kernel.publish.wechat.WechatOpenPlatform;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.kernel.shared.NodeLease;
import io.wanpu.kernel.shared.Secrets;
import io.wanpu.kernel.shared.data.Cell;
import io.wanpu.kernel.shared.data.CellDb;
import io.wanpu.kernel.shared.data.Cells;
import io.wanpu.kernel.shared.data.MergedReads;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import io.wanpu.kernel.shared.redis.Redis;
import io.wanpu.kernel.signup.OpenShop;
import io.wanpu.kernel.signup.PhoneCodes;
import io.wanpu.kernel.staff.ManageStaff;
import io.wanpu.kernel.staff.OwnViews;
import io.wanpu.kernel.staff.Passwords;
import io.wanpu.kernel.staff.Roles;
import io.wanpu.kernel.staff.SecondFactors;
import io.wanpu.kernel.staff.SignInStaff;
import io.wanpu.kernel.staff.StaffAccess;
import io.wanpu.kernel.staff.StaffShops;
import io.wanpu.kernel.staff.jooq.JooqOwnViews;
import io.wanpu.kernel.staff.jooq.JooqRoles;
import io.wanpu.kernel.staff.jooq.JooqStaff;
import io.wanpu.kernel.staff.jooq.JooqStaffAccess;
import io.wanpu.kernel.staff.jooq.JooqStaffShops;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.kernel.tenant.Shops;
import io.wanpu.kernel.tenant.TenantSettings;
import io.wanpu.kernel.tenant.Tenants;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.kernel.tenant.jooq.JooqTenantSettings;
import io.wanpu.kernel.tenant.jooq.JooqTenants;
import io.wanpu.kernel.text.Texts;
import io.wanpu.kernel.timer.KernelTimers;
import io.wanpu.kernel.timer.TimerWorker;
import io.wanpu.kernel.tracking.TakeEvents;
import io.wanpu.kernel.tracking.jooq.JooqTrackLog;
import io.wanpu.runtime.load.MallServices;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole mall, built from constructors, without a container. The server adapts HTTP to it; the
 * test kit and the benchmarks use the same one.
 */
public final class Mall implements AutoCloseable {
  /** Rings when a product has changed; the text is its id. */
  public static final String CATALOG_BELL = "catalog";

  private static final String PAGES_BELL = "pages";
  private static final int CONNECTIONS = 24;

  private final MallConfig config;
  private final MallClock clock;
  private final Cells cells;
  private final CellDb cellDb;
  private final TenantDb tenantDb;
  private final Redis redis;
  private final BellTower bells;
  private final NodeLease ids;
  private final LateExtensions extensions = new LateExtensions();
  private final AuditLog audit;
  private final Tenants tenants;
  private final TenantSettings settings;
  private final Shops shops;
  private final StaffAccess staffAccess;
  private final Roles roles;
  private final ManageStaff manageStaff;
  private final DescribeShop describeShop;
  private final OwnViews ownViews;
  private final StaffShops staffShops;
  private final SecondFactors secondFactors;
  private final SignInStaff signInStaff;
  private final Optional<OpenShop> openShop;
  private final OperatorAccess operatorAccess;
  private final Console console;
  private final SupportAccess supportAccess;
  private final MediaLibrary media;
  private final KernelTimers timers;
  private final TimerWorker timerWorker;
  private final Outbox outbox;
  private final EventWorker eventWorker;
  private final Deliveries deliveries;
  private final Members members;
  private final MemberTokens memberTokens;
  private final MemberTags memberTags;
  private final ManageMembers manageMembers;
  private final Addresses addresses;
  private final SignInMember signInMember;
  private final Inventory inventory;
  private final ActivityStore activities;
  private final Categories categories;
  private final Brands brands;
  private final Products products;
  private final Shelf shelf;
  private final Skus skus;
  private final Remembered remembered;
  private final Articles articles;
  private final JooqShopPages shopPages;
  private final TakeEvents takeEvents;
  private final Carts carts;
  private final Checkout checkout;
  private final OrderBook orderBook;
  private final Orders orders;
  private final PlaceOrder placeOrder;
  private final SettleOrder settleOrder;
  private final FulfilOrder fulfilOrder;
  private final Payments payments;
  private final OutgoingMessages messages;
  private final PluginRuntime plugins;
  private final Housekeeping housekeeping;
  private final Texts texts;
  private final StockList stockList;
  private final Jobs jobs;
  private final JobWorker jobWorker;
  private final Releases releases;
  private final Optional<WechatOpenPlatform> openPlatform;
  private final Optional<Publishing> publishing;

  /** Migrates the database and builds everything; {@link #start} sets it going. */
  public Mall(MallConfig config, MallClock clock) {
    this.config = config;
    this.clock = clock;
    var cell = new Cell("main", config.database(), CONNECTIONS);
    cell.migrate();
    this.cells = new Cells(cell);
    this.cellDb = new CellDb(cell);
    this.tenantDb = new TenantDb(cells);
    this.redis = new Redis(config.redis());
    this.bells = new BellTower(redis);
    this.ids = new NodeLease(cellDb, MallClock.system(), config.node());

    this.audit = new JooqAuditLog(tenantDb, ids, clock);
    this.tenants = new JooqTenants(cellDb, tenantDb, ids, clock, audit, cell.name());
    this.settings = new JooqTenantSettings(tenantDb, clock);
    this.shops = new Shops(tenantDb, settings, audit, new Secrets(config.secretKey()));

    var staff = new JooqStaff(tenantDb, cellDb);
    var passwords = new Passwords();
    this.staffAccess = new JooqStaffAccess(tenantDb);
    this.ownViews = new JooqOwnViews(tenantDb, ids);
    this.staffShops = new JooqStaffShops(cellDb, tenantDb, tenants, audit, ids, clock);
    this.roles = new JooqRoles(tenantDb, ids, audit);
    this.manageStaff =
        new ManageStaff(tenantDb, staff, passwords, audit, ids, clock, () -> plan().staff());
    this.secondFactors =
        new SecondFactors(
            tenantDb, staff, passwords, new Secrets(config.secretKey()), audit, clock);
    this.signInStaff = new SignInStaff(staff, tenants, passwords, secondFactors, clock);
    this.openShop =
        config
            .sms()
            .map(
                sms ->
                    new OpenShop(
                        tenants,
                        roles,
                        manageStaff,
                        staff,
                        new PhoneCodes(
                            cellDb,
                            new AliyunTextMessages(sms, clock),
                            clock,
                            config.secretKey())));
    this.operatorAccess = new OperatorAccess(cellDb, config.operator(), clock);
    this.console = new Console(cellDb, clock);
    this.supportAccess = new SupportAccess(tenantDb, tenants, audit);
    this.media =
        new JooqMediaLibrary(
            tenantDb, clock, new DiskMedia(config.data()), audit, () -> plan().megabytes());

    this.timers = new KernelTimers(tenantDb);
    this.timerWorker = new TimerWorker(cellDb, clock, extensions);
    this.outbox = new Outbox(tenantDb, ids, clock, extensions, bells);
    this.eventWorker = new EventWorker(cellDb, tenantDb, clock, extensions, bells);
    this.deliveries = new Deliveries(tenantDb, clock, audit, bells);

    this.members = new JooqMembers(tenantDb, ids, clock, audit, outbox::append);
    this.memberTokens =
        new JooqMemberTokens(
            tenantDb,
            clock,
            text -> bells.ring("member-tokens", Optional.empty(), text),
            bells::hearingSince);
    bells.listen("member-tokens", (tenant, text) -> memberTokens.heard(text));
    this.memberTags = new JooqMemberTags(tenantDb, audit);
    this.manageMembers = new ManageMembers(tenantDb, members, memberTokens);
    this.addresses = new JooqAddresses(tenantDb, ids, clock);
    this.signInMember =
        new SignInMember(
            List.of(new WechatLogin(config.wechat().url(), shops::wechat)), members, memberTokens);

    this.inventory = new Inventory(tenantDb, ids, clock);
    this.activities =
        new ActivityStore(
            tenantDb, ids, clock, extensions, inventory, timers, timerWorker, bells, audit);
    this.categories = new JooqCategories(tenantDb, ids, audit);
    this.brands = new JooqBrands(tenantDb, ids, audit);
    this.products =
        new JooqProducts(
            tenantDb, ids, clock, categories, audit, this::catalogChanged, () -> plan().products());
    this.shelf = new JooqShelf(tenantDb, clock, categories);
    this.skus = new JooqSkus(tenantDb, clock);
    this.remembered = new JooqRemembered(tenantDb, shelf, clock);
    this.articles = new JooqArticles(tenantDb, ids, clock, audit);
    this.shopPages =
        new JooqShopPages(
            tenantDb,
            ids,
            clock,
            audit,
            timers,
            timerWorker,
            shop -> bells.ring(PAGES_BELL, Optional.of(shop), ""));
    bells.listen(PAGES_BELL, (shop, text) -> shop.ifPresent(shopPages::heard));
    this.describeShop = new DescribeShop(tenantDb, tenants, shops, articles);
    this.takeEvents = new TakeEvents(new JooqTrackLog(tenantDb), clock);
    // shoppers come at the same time and look at the same goods
    var facts = new MergedReads<SkuId, SkuFacts>(skus::facts);
    this.carts = new Carts(tenantDb, facts, clock);
    this.checkout = new Checkout(facts, extensions, this::orderTerms, clock);
    this.orderBook = new OrderBook(tenantDb, ids, clock, audit);
    this.orders = new Orders(tenantDb, orderBook);
    this.placeOrder =
        new PlaceOrder(
            tenantDb,
            clock,
            checkout,
            orderBook,
            inventory,
            carts,
            extensions,
            timers,
            outbox,
            this::deliveryAddresses,
            this::orderTerms);
    this.settleOrder =
        new SettleOrder(
            tenantDb,
            clock,
            orderBook,
            products,
            inventory,
            extensions,
            timers,
            timerWorker,
            outbox);
    this.fulfilOrder = new FulfilOrder(tenantDb, ids, clock, orderBook, outbox);
    var wechat =
        new WechatPayments(config.wechat(), () -> shops.wechat().map(WechatApp::appId), clock);
    this.payments =
        new Payments(
            tenantDb,
            ids,
            clock,
            orderBook,
            settleOrder,
            timers,
            timerWorker,
            Map.of(wechat.name(), wechat),
            (member, provider) -> members.subject(member, WechatLogin.MINI),
            provider ->
                config.storefrontUrl()
                    + "/api/v1/callbacks/"
                    + tenants.current().code()
                    + "/"
                    + provider);
    this.messages =
        new OutgoingMessages(
            tenantDb,
            ids,
            clock,
            timers,
            timerWorker,
            new WechatSubscribeMessages(
                config.wechat().url(),
                shops::wechat,
                member -> members.subject(member, WechatLogin.MINI),
                clock));
    this.plugins =
        new PluginRuntime(
            config,
            config.data().resolve("run").resolve("plugins-" + config.node()),
            cellDb,
            audit,
            new MallServices(
                tenantDb,
                clock,
                ids,
                redis,
                bells,
                timers,
                activities,
                settings,
                tenants,
                new PluginCatalog(skus),
                messages));
    extensions.bind(plugins);
    this.stockList = new StockList(tenantDb);
    var jobFiles = new DiskJobFiles(config.data());
    this.jobWorker = new JobWorker(cellDb, clock, jobFiles);
    this.jobs = new Jobs(tenantDb, ids, clock, jobFiles, jobWorker::wake);
    var secrets = new Secrets(config.secretKey());
    var platformSecrets = new SealedPlatformSecrets(cellDb, tenantDb, clock, secrets);
    this.releases = new JooqReleases(tenantDb, cellDb, ids, clock, secrets);
    this.openPlatform =
        config
            .wechat()
            .open()
            .map(
                open ->
                    new WechatOpenPlatform(config.wechat().url(), open, platformSecrets, clock));
    this.publishing =
        openPlatform.map(
            platform -> {
              var carryOut = new CarryOut(tenantDb, releases, platform, timers, timerWorker, clock);
              return new Publishing(
                  new PublishMiniProgram(
                      tenantDb, releases, platform, carryOut, audit, shops::wechat),
                  carryOut,
                  new HearPlatform(platform, platformSecrets, carryOut));
            });
    this.housekeeping = new Housekeeping(cell, cellDb, clock);
    this.texts = new Texts(List.of(plugins));
  }

  private void catalogChanged(TenantId shop, ProductId product) {
    bells.ring(CATALOG_BELL, Optional.of(shop), product.toString());
  }

  private Map<AddressBook.Wanted, DeliveryAddress> deliveryAddresses(
      Collection<AddressBook.Wanted> wanted) {
    var keys = new HashMap<AddressBook.Wanted, Addresses.Key>();
    for (var each : wanted) {
      Addresses.Key.of(each.member(), each.address()).ifPresent(key -> keys.put(each, key));
    }
    var kept = addresses.find(keys.values());
    var found = new HashMap<AddressBook.Wanted, DeliveryAddress>();
    keys.forEach(
        (each, key) -> {
          var a = kept.get(key);
          if (a != null) {
            found.put(
                each,
                new DeliveryAddress(
                    a.name(), a.phone(), a.province(), a.city(), a.district(), a.detail()));
          }
        });
    return found;
  }

  private OrderTerms orderTerms() {
    var shop = tenants.current();
    var wanted = shops.current();
    return new OrderTerms(
        Duration.ofSeconds(wanted.orderTimeoutSeconds()),
        wanted.freight().fee(),
        wanted.freight().freeOver().orElse(Long.MAX_VALUE),
        shop.currency(),
        shop.zone());
  }

  /** Loads the plugins, then sets workers going: events, timers. */
  public void start() {
    plugins.start();
    config.plugins().ifPresent(folder -> ShippedPlugins.install(folder, plugins.lifecycle()));
    eventWorker.start();
    timerWorker.start();
    jobWorker.start();
    housekeeping.start();
    openPlatform.ifPresent(platform -> Thread.ofVirtual().start(platform::awake));
  }

  public MallConfig config() {
    return config;
  }

  public MallClock clock() {
    return clock;
  }

  public IdSource ids() {
    return ids;
  }

  public TenantDb tenantDb() {
    return tenantDb;
  }

  public CellDb cellDb() {
    return cellDb;
  }

  public Cells cells() {
    return cells;
  }

  public Redis redis() {
    return redis;
  }

  public BellTower bells() {
    return bells;
  }

  public AuditLog audit() {
    return audit;
  }

  public Tenants tenants() {
    return tenants;
  }

  public TenantSettings settings() {
    return settings;
  }

  public Shops shops() {
    return shops;
  }

  public StaffAccess staffAccess() {
    return staffAccess;
  }

  public Roles roles() {
    return roles;
  }

  /** What the shop of the call has booked. */
  public Plan plan() {
    return Plan.of(tenants.current().plan()).orElse(Plan.STANDARD);
  }

  public DescribeShop describeShop() {
    return describeShop;
  }

  public OwnViews ownViews() {
    return ownViews;
  }

  public StaffShops staffShops() {
    return staffShops;
  }

  public ManageStaff manageStaff() {
    return manageStaff;
  }

  public SecondFactors secondFactors() {
    return secondFactors;
  }

  public SignInStaff signInStaff() {
    return signInStaff;
  }

  /** Registration of merchants; empty when the mall sends no text messages. */
  public Optional<OpenShop> openShop() {
    return openShop;
  }

  public OperatorAccess operatorAccess() {
    return operatorAccess;
  }

  public Console console() {
    return console;
  }

  public SupportAccess supportAccess() {
    return supportAccess;
  }

  public MediaLibrary media() {
    return media;
  }

  public KernelTimers timers() {
    return timers;
  }

  /** For tests that fire timers themselves. */
  public TimerWorker timerWorker() {
    return timerWorker;
  }

  /** Deliveries that were given up. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** For tests that deliver events themselves. */
  public EventWorker eventWorker() {
    return eventWorker;
  }

  public Members members() {
    return members;
  }

  public MemberTags memberTags() {
    return memberTags;
  }

  public ManageMembers manageMembers() {
    return manageMembers;
  }

  public MemberTokens memberTokens() {
    return memberTokens;
  }

  public Addresses addresses() {
    return addresses;
  }

  public SignInMember signInMember() {
    return signInMember;
  }

  public Inventory inventory() {
    return inventory;
  }

  /** Stock as staff look through it. */
  public StockList stockList() {
    return stockList;
  }

  /** Long work of staff. */
  public Jobs jobs() {
    return jobs;
  }

  /** Who runs it: kinds of jobs are added before {@link #start}. */
  public JobWorker jobWorker() {
    return jobWorker;
  }

  public ActivityStore activities() {
    return activities;
  }

  public Categories categories() {
    return categories;
  }

  public Brands brands() {
    return brands;
  }

  public Products products() {
    return products;
  }

  /** Products as shoppers see them. */
  public Shelf shelf() {
    return shelf;
  }

  public Remembered remembered() {
    return remembered;
  }

  public Articles articles() {
    return articles;
  }

  /** Decorated pages. */
  public ShopPages shopPages() {
    return shopPages;
  }

  public TakeEvents takeEvents() {
    return takeEvents;
  }

  public Skus skus() {
    return skus;
  }

  public Carts carts() {
    return carts;
  }

  public Checkout checkout() {
    return checkout;
  }

  public Orders orders() {
    return orders;
  }

  public OrderBook orderBook() {
    return orderBook;
  }

  public PlaceOrder placeOrder() {
    return placeOrder;
  }

  public SettleOrder settleOrder() {
    return settleOrder;
  }

  public FulfilOrder fulfilOrder() {
    return fulfilOrder;
  }

  public Payments payments() {
    return payments;
  }

  public OutgoingMessages messages() {
    return messages;
  }

  public PluginRuntime plugins() {
    return plugins;
  }

  /** Mini-programs at WeChat; empty when the mall has no third-party platform. */
  public Optional<Publishing> publishing() {
    return publishing;
  }

  /** Versions of mini-programs at WeChat. */
  public Releases releases() {
    return releases;
  }

  /** Words of the kernel and of the plugins, in the reader's language. */
  public Texts texts() {
    return texts;
  }

  @Override
  public void close() {
    housekeeping.close();
    jobWorker.close();
    timerWorker.close();
    eventWorker.close();
    plugins.close();
    ids.close();
    redis.close();
    cells.close();
  }
}
