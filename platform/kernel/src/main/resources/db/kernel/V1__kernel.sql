-- The kernel's tables. Every tenant table leads its primary key, indexes and foreign keys with tenant_id, so that the
-- database itself refuses a reference across shops. Money is BIGINT minor units, instants are UTC with milliseconds.

-- ---------------------------------------------------------------- directory (cross-tenant)

CREATE TABLE tenant (
  id         BIGINT       NOT NULL COMMENT 'TSID',
  code       VARCHAR(40)  NOT NULL COMMENT 'name of the shop in addresses',
  name       VARCHAR(80)  NOT NULL COMMENT 'name of the shop that shoppers read',
  status     VARCHAR(12)  NOT NULL COMMENT 'ACTIVE | SUSPENDED | CLOSED',
  cell       VARCHAR(20)  NOT NULL COMMENT 'database cell that holds the shop',
  plan       VARCHAR(20)  NOT NULL COMMENT 'plan of the shop, decides quotas',
  zone       VARCHAR(40)  NOT NULL COMMENT 'IANA zone of the shop''s calendar days',
  currency   CHAR(3)      NOT NULL COMMENT 'ISO 4217, fixed at the first order',
  language   VARCHAR(10)  NOT NULL COMMENT 'language of the shop''s own text (BCP 47)',
  created_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id),
  UNIQUE KEY tenant_code (code)
) COMMENT 'directory of shops';

CREATE TABLE node (
  number      SMALLINT    NOT NULL COMMENT 'node part of ids, 0..1023',
  name        VARCHAR(60) NOT NULL COMMENT 'name of the server node',
  lease       BINARY(16)  NOT NULL COMMENT 'who holds the number: random per process',
  lease_until DATETIME(3) NOT NULL COMMENT 'UTC; another process may take the number afterwards',
  last_id_at  DATETIME(3) NOT NULL COMMENT 'UTC; ids up to this instant may have been issued under this number',
  started_at  DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (number)
) COMMENT 'numbers leased by running server nodes';

CREATE TABLE plugin_jar (
  sha256     BINARY(32)   NOT NULL COMMENT 'of the content',
  plugin_id  VARCHAR(40)  NOT NULL COMMENT 'id in the manifest',
  version    VARCHAR(40)  NOT NULL COMMENT 'version in the manifest',
  content    LONGBLOB     NOT NULL COMMENT 'the jar',
  created_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (sha256),
  KEY plugin_jar_plugin (plugin_id, version)
) COMMENT 'plugin jars by content; every node fetches from here';

CREATE TABLE plugin (
  id           VARCHAR(40)  NOT NULL COMMENT 'id in the manifest',
  sha256       BINARY(32)   NOT NULL COMMENT 'wished jar',
  version      VARCHAR(40)  NOT NULL COMMENT 'wished version',
  status       VARCHAR(12)  NOT NULL COMMENT 'INSTALLED | SWITCHED_OFF | REMOVED',
  revision     BIGINT       NOT NULL COMMENT 'grows with every change; nodes compare',
  migrated_sha BINARY(32)   NULL COMMENT 'jar whose migrations have run',
  changed_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (id)
) COMMENT 'wished state of plugins; each node''s reconciler closes the difference';

CREATE TABLE plugin_node (
  plugin_id VARCHAR(40)   NOT NULL COMMENT 'plugin',
  node      VARCHAR(60)   NOT NULL COMMENT 'name of the node',
  version   VARCHAR(40)   NULL COMMENT 'loaded version',
  state     VARCHAR(12)   NOT NULL COMMENT 'LOADED | FAILED | UNLOADED | TRIPPED',
  message   VARCHAR(1000) NULL COMMENT 'why it failed or was switched off here',
  revision  BIGINT        NOT NULL COMMENT 'revision of the wished state that this answers',
  seen_at   DATETIME(3)   NOT NULL COMMENT 'UTC',
  PRIMARY KEY (plugin_id, node)
) COMMENT 'seen state of plugins on each node';

CREATE TABLE operator_session (
  token_hash BINARY(32)  NOT NULL COMMENT 'SHA-256 of the token',
  login      VARCHAR(60) NOT NULL COMMENT 'operator',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (token_hash)
) COMMENT 'signed-in operators';

CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(100) NOT NULL,
  task_data            BLOB,
  execution_time       TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  picked               BOOLEAN      NOT NULL,
  picked_by            VARCHAR(50),
  last_success         TIMESTAMP(6) NULL,
  last_failure         TIMESTAMP(6) NULL,
  consecutive_failures INT,
  last_heartbeat       TIMESTAMP(6) NULL,
  version              BIGINT       NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance),
  INDEX execution_time_idx (execution_time),
  INDEX last_heartbeat_idx (last_heartbeat),
  INDEX priority_execution_time_idx (priority DESC, execution_time ASC)
) COMMENT 'recurring housekeeping (db-scheduler''s own table)';

-- ---------------------------------------------------------------- tenant: settings, plugins

CREATE TABLE tenant_setting (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  owner      VARCHAR(40) NOT NULL COMMENT 'kernel, or a plugin''s id',
  value      JSON        NOT NULL COMMENT 'the settings record',
  version    INT         NOT NULL COMMENT 'optimistic lock',
  changed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, owner)
) COMMENT 'settings of a shop, one record an owner';

CREATE TABLE tenant_plugin (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  plugin_id  VARCHAR(40) NOT NULL COMMENT 'plugin',
  state      VARCHAR(12) NOT NULL COMMENT 'ENABLED | DRAINING | DISABLED',
  version    INT         NOT NULL COMMENT 'grows with every change',
  changed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, plugin_id)
) COMMENT 'which plugins a shop has switched on';

CREATE TABLE activity (
  tenant_id   BIGINT       NOT NULL COMMENT 'shop',
  id          BIGINT       NOT NULL COMMENT 'TSID',
  plugin_id   VARCHAR(40)  NOT NULL COMMENT 'plugin that runs it',
  kind        VARCHAR(40)  NOT NULL COMMENT 'kind of activity, named by the plugin',
  name        VARCHAR(120) NOT NULL COMMENT 'name for staff and shoppers',
  status      VARCHAR(12)  NOT NULL COMMENT 'DRAFT | PUBLISHED | ENDED',
  starts_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  ends_at     DATETIME(3)  NOT NULL COMMENT 'UTC',
  config      JSON         NOT NULL COMMENT 'the activity record of the plugin',
  version     INT          NOT NULL COMMENT 'optimistic lock',
  created_at  DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY activity_running (tenant_id, plugin_id, status, ends_at)
) COMMENT 'runs of promotions';

-- ---------------------------------------------------------------- staff

CREATE TABLE staff (
  tenant_id     BIGINT       NOT NULL COMMENT 'shop',
  id            BIGINT       NOT NULL COMMENT 'TSID',
  login         VARCHAR(60)  NOT NULL COMMENT 'sign-in name, unique in the whole mall',
  name          VARCHAR(60)  NOT NULL COMMENT 'shown in the audit log',
  password_hash VARCHAR(200) NOT NULL COMMENT 'PBKDF2, algorithm and cost inside',
  status        VARCHAR(12)  NOT NULL COMMENT 'ACTIVE | DISMISSED',
  session_epoch INT          NOT NULL COMMENT 'sessions of an older epoch are out',
  failed_count  INT          NOT NULL COMMENT 'failed sign-ins in a row',
  locked_until  DATETIME(3)  NULL COMMENT 'UTC',
  language      VARCHAR(10)  NULL COMMENT 'chosen interface language',
  created_at    DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY staff_login (login)
) COMMENT 'a merchant''s people';

CREATE TABLE staff_role (
  tenant_id   BIGINT      NOT NULL COMMENT 'shop',
  id          BIGINT      NOT NULL COMMENT 'TSID',
  name        VARCHAR(60) NOT NULL COMMENT 'name of the role',
  permissions JSON        NOT NULL COMMENT 'array of permission names; ["*"] is everything',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY staff_role_name (tenant_id, name)
) COMMENT 'roles of a shop';

CREATE TABLE staff_role_member (
  tenant_id BIGINT NOT NULL COMMENT 'shop',
  staff_id  BIGINT NOT NULL COMMENT 'who',
  role_id   BIGINT NOT NULL COMMENT 'which role',
  PRIMARY KEY (tenant_id, staff_id, role_id),
  KEY staff_role_member_role (tenant_id, role_id),
  CONSTRAINT staff_role_member_staff FOREIGN KEY (tenant_id, staff_id) REFERENCES staff (tenant_id, id),
  CONSTRAINT staff_role_member_role FOREIGN KEY (tenant_id, role_id) REFERENCES staff_role (tenant_id, id)
) COMMENT 'who has which role';

CREATE TABLE audit_log (
  tenant_id   BIGINT       NOT NULL COMMENT 'shop',
  at          DATETIME(3)  NOT NULL COMMENT 'UTC',
  id          BIGINT       NOT NULL COMMENT 'TSID',
  actor       VARCHAR(80)  NOT NULL COMMENT 'staff:<id>, operator:<login> or system',
  actor_name  VARCHAR(80)  NOT NULL COMMENT 'name at that time',
  action      VARCHAR(60)  NOT NULL COMMENT 'what was done, e.g. product.changed',
  subject     VARCHAR(80)  NOT NULL COMMENT 'what it was done to, e.g. product:123',
  before_json JSON         NULL COMMENT 'before',
  after_json  JSON         NULL COMMENT 'after',
  address     VARCHAR(45)  NULL COMMENT 'network address',
  PRIMARY KEY (tenant_id, at, id),
  KEY audit_subject (tenant_id, subject, at)
) COMMENT 'every change by staff; kept 3 years'
PARTITION BY RANGE COLUMNS (at) (PARTITION p_first VALUES LESS THAN ('2026-01-01'), PARTITION p_rest VALUES LESS THAN (MAXVALUE));

-- ---------------------------------------------------------------- member

CREATE TABLE member (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  id         BIGINT      NOT NULL COMMENT 'TSID',
  nickname   VARCHAR(60) NOT NULL COMMENT 'shown name',
  phone      VARCHAR(20) NULL COMMENT 'E.164',
  language   VARCHAR(10) NULL COMMENT 'chosen interface language',
  status     VARCHAR(12) NOT NULL COMMENT 'ACTIVE | BLOCKED | ERASED',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY member_phone (tenant_id, phone)
) COMMENT 'shoppers known to a shop';

CREATE TABLE member_identity (
  tenant_id  BIGINT       NOT NULL COMMENT 'shop',
  channel    VARCHAR(20)  NOT NULL COMMENT 'wechat-mini, wechat-union, phone …',
  subject    VARCHAR(128) NOT NULL COMMENT 'identifier in that channel',
  member_id  BIGINT       NOT NULL COMMENT 'whom it names',
  created_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, channel, subject),
  KEY member_identity_member (tenant_id, member_id),
  CONSTRAINT member_identity_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
) COMMENT 'identities of members over all channels';

CREATE TABLE member_token (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  token_hash BINARY(32)  NOT NULL COMMENT 'SHA-256 of a 256-bit random token',
  member_id  BIGINT      NOT NULL COMMENT 'whose',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, token_hash),
  KEY member_token_member (tenant_id, member_id),
  KEY member_token_expiry (tenant_id, expires_at),
  CONSTRAINT member_token_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
) COMMENT 'bearer tokens; a revoked one is deleted';

CREATE TABLE member_address (
  tenant_id  BIGINT       NOT NULL COMMENT 'shop',
  id         BIGINT       NOT NULL COMMENT 'TSID',
  member_id  BIGINT       NOT NULL COMMENT 'whose',
  name       VARCHAR(40)  NOT NULL COMMENT 'recipient',
  phone      VARCHAR(20)  NOT NULL COMMENT 'phone of the recipient',
  province   VARCHAR(40)  NOT NULL,
  city       VARCHAR(40)  NOT NULL,
  district   VARCHAR(40)  NOT NULL,
  detail     VARCHAR(160) NOT NULL COMMENT 'street, house, door',
  preferred  TINYINT(1)   NOT NULL COMMENT 'offered first',
  created_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY member_address_member (tenant_id, member_id),
  CONSTRAINT member_address_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
) COMMENT 'delivery addresses';

-- ---------------------------------------------------------------- catalog

CREATE TABLE category (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  id        BIGINT      NOT NULL COMMENT 'TSID',
  parent_id BIGINT      NULL COMMENT 'category above',
  name      VARCHAR(60) NOT NULL,
  position  INT         NOT NULL COMMENT 'order among siblings',
  PRIMARY KEY (tenant_id, id),
  KEY category_parent (tenant_id, parent_id, position),
  CONSTRAINT category_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES category (tenant_id, id)
) COMMENT 'tree of categories';

CREATE TABLE product (
  tenant_id     BIGINT       NOT NULL COMMENT 'shop',
  id            BIGINT       NOT NULL COMMENT 'TSID',
  category_id   BIGINT       NULL COMMENT 'category',
  title         VARCHAR(120) NOT NULL,
  subtitle      VARCHAR(200) NOT NULL COMMENT 'one line under the title, may be empty',
  detail        MEDIUMTEXT   NOT NULL COMMENT 'rich text, sanitised',
  specs         JSON         NOT NULL COMMENT '[{"name","values":[…]}], empty array for a plain product',
  media         JSON         NOT NULL COMMENT 'array of media keys, the first is the cover',
  status        VARCHAR(12)  NOT NULL COMMENT 'DRAFT | ON_SHELF | OFF_SHELF | DELETED',
  shelf_at      DATETIME(3)  NULL COMMENT 'UTC; goes on the shelf by itself then',
  unshelf_at    DATETIME(3)  NULL COMMENT 'UTC; leaves the shelf by itself then',
  min_price     BIGINT       NOT NULL COMMENT 'lowest SKU price, for lists',
  sold          BIGINT       NOT NULL COMMENT 'pieces in paid orders, for lists',
  search        TEXT         NOT NULL COMMENT 'analysed tokens, each t<tenant>_<token>',
  version       INT          NOT NULL COMMENT 'optimistic lock',
  created_at    DATETIME(3)  NOT NULL COMMENT 'UTC',
  changed_at    DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY product_list (tenant_id, status, id),
  KEY product_category (tenant_id, category_id, status, id),
  FULLTEXT KEY product_search (search),
  CONSTRAINT product_category FOREIGN KEY (tenant_id, category_id) REFERENCES category (tenant_id, id)
) COMMENT 'what is sold';

CREATE TABLE sku (
  tenant_id    BIGINT       NOT NULL COMMENT 'shop',
  id           BIGINT       NOT NULL COMMENT 'TSID',
  product_id   BIGINT       NOT NULL COMMENT 'product',
  code         VARCHAR(60)  NULL COMMENT 'merchant''s code or barcode',
  spec_values  JSON         NOT NULL COMMENT 'array of chosen values, in the order of the product''s specs',
  price        BIGINT       NOT NULL COMMENT 'minor units',
  market_price BIGINT       NULL COMMENT 'minor units; reference price',
  cost         BIGINT       NULL COMMENT 'minor units; never leaves the admin',
  weight       INT          NOT NULL COMMENT 'grams',
  media        VARCHAR(64)  NULL COMMENT 'picture of this SKU (hex SHA-256)',
  position     INT          NOT NULL COMMENT 'order in the product',
  active       TINYINT(1)   NOT NULL COMMENT 'false when its spec values were removed',
  PRIMARY KEY (tenant_id, id),
  KEY sku_product (tenant_id, product_id, position),
  UNIQUE KEY sku_code (tenant_id, code),
  CONSTRAINT sku_product FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
) COMMENT 'stock keeping units';

CREATE TABLE price_change (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  sku_id    BIGINT      NOT NULL COMMENT 'SKU',
  at        DATETIME(3) NOT NULL COMMENT 'UTC',
  price     BIGINT      NOT NULL COMMENT 'minor units from then on',
  PRIMARY KEY (tenant_id, sku_id, at),
  CONSTRAINT price_change_sku FOREIGN KEY (tenant_id, sku_id) REFERENCES sku (tenant_id, id)
) COMMENT 'price history; the lowest of 7 days is the lawful reference price';

CREATE TABLE media (
  tenant_id  BIGINT       NOT NULL COMMENT 'shop',
  sha256     BINARY(32)   NOT NULL COMMENT 'of the content; with the tenant it is the storage key',
  type       VARCHAR(40)  NOT NULL COMMENT 'checked media type',
  bytes      BIGINT       NOT NULL COMMENT 'size',
  width      INT          NOT NULL COMMENT 'pixels',
  height     INT          NOT NULL COMMENT 'pixels',
  name       VARCHAR(160) NOT NULL COMMENT 'name of the uploaded file',
  created_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, sha256)
) COMMENT 'media library';

-- ---------------------------------------------------------------- inventory

CREATE TABLE stock (
  tenant_id BIGINT NOT NULL COMMENT 'shop',
  sku_id    BIGINT NOT NULL COMMENT 'SKU',
  on_hand   BIGINT NOT NULL COMMENT 'pieces on the shelf, reserved ones included',
  reserved  BIGINT NOT NULL COMMENT 'pieces promised to unpaid orders and allocated to activities',
  sold      BIGINT NOT NULL COMMENT 'pieces in paid orders',
  PRIMARY KEY (tenant_id, sku_id),
  CONSTRAINT stock_sku FOREIGN KEY (tenant_id, sku_id) REFERENCES sku (tenant_id, id),
  CONSTRAINT stock_never_negative CHECK (on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand)
) COMMENT 'available = on_hand - reserved';

CREATE TABLE stock_movement (
  tenant_id BIGINT       NOT NULL COMMENT 'shop',
  id        BIGINT       NOT NULL COMMENT 'TSID',
  sku_id    BIGINT       NOT NULL COMMENT 'SKU',
  kind      VARCHAR(16)  NOT NULL COMMENT 'COUNT | RESERVE | RELEASE | SELL | RETURN | ALLOCATE | DEALLOCATE',
  on_hand   BIGINT       NOT NULL COMMENT 'change of on_hand',
  reserved  BIGINT       NOT NULL COMMENT 'change of reserved',
  sold      BIGINT       NOT NULL COMMENT 'change of sold',
  reference VARCHAR(80)  NOT NULL COMMENT 'why: order:<id>, activity:<id>, staff:<id>',
  at        DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY stock_movement_sku (tenant_id, sku_id, id),
  KEY stock_movement_reference (tenant_id, reference)
) COMMENT 'ledger of stock: the sums are the stock row';

CREATE TABLE stock_reservation (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  reference  VARCHAR(60) NOT NULL COMMENT 'who holds it: order:<id>',
  sku_id     BIGINT      NOT NULL COMMENT 'SKU',
  quantity   BIGINT      NOT NULL COMMENT 'pieces',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC; end of the lease',
  PRIMARY KEY (tenant_id, reference, sku_id),
  CONSTRAINT stock_reservation_stock FOREIGN KEY (tenant_id, sku_id) REFERENCES stock (tenant_id, sku_id)
) COMMENT 'open reservations; deleted when sold or released';

CREATE TABLE stock_allocation (
  tenant_id   BIGINT NOT NULL COMMENT 'shop',
  activity_id BIGINT NOT NULL COMMENT 'activity that the pieces were moved to',
  sku_id      BIGINT NOT NULL COMMENT 'SKU',
  quantity    BIGINT NOT NULL COMMENT 'pieces still reserved for the activity, sold ones are gone from here',
  PRIMARY KEY (tenant_id, activity_id, sku_id),
  CONSTRAINT stock_allocation_activity FOREIGN KEY (tenant_id, activity_id) REFERENCES activity (tenant_id, id),
  CONSTRAINT stock_allocation_stock FOREIGN KEY (tenant_id, sku_id) REFERENCES stock (tenant_id, sku_id),
  CONSTRAINT stock_allocation_never_negative CHECK (quantity >= 0)
) COMMENT 'stock moved into running activities';

-- ---------------------------------------------------------------- cart, order

CREATE TABLE cart_item (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  member_id BIGINT      NOT NULL COMMENT 'whose cart',
  sku_id    BIGINT      NOT NULL COMMENT 'SKU',
  quantity  INT         NOT NULL COMMENT 'pieces',
  selected  TINYINT(1)  NOT NULL COMMENT 'ticked for checkout',
  added_at  DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, member_id, sku_id),
  CONSTRAINT cart_item_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id),
  CONSTRAINT cart_item_sku FOREIGN KEY (tenant_id, sku_id) REFERENCES sku (tenant_id, id),
  CONSTRAINT cart_item_positive CHECK (quantity > 0)
) COMMENT 'carts';

CREATE TABLE shop_order (
  tenant_id      BIGINT       NOT NULL COMMENT 'shop',
  id             BIGINT       NOT NULL COMMENT 'TSID',
  number         VARCHAR(24)  NOT NULL COMMENT 'order number that people read',
  member_id      BIGINT       NOT NULL COMMENT 'who bought',
  checkout_token VARCHAR(64)  NOT NULL COMMENT 'same token, same order: a retry is safe',
  state          VARCHAR(12)  NOT NULL COMMENT 'CREATED | PAID | SHIPPED | RECEIVED | COMPLETED | CLOSED',
  close_reason   VARCHAR(40)  NULL COMMENT 'why it was closed',
  currency       CHAR(3)      NOT NULL,
  goods_total    BIGINT       NOT NULL COMMENT 'list prices times quantities',
  discount_total BIGINT       NOT NULL COMMENT 'what promotions took off',
  shipping_total BIGINT       NOT NULL COMMENT 'freight after discounts',
  payable        BIGINT       NOT NULL COMMENT 'what the member pays',
  paid           BIGINT       NOT NULL COMMENT 'what arrived',
  refunded       BIGINT       NOT NULL COMMENT 'what went back',
  pricing        JSON         NOT NULL COMMENT 'the priced cart with its explanation',
  address        JSON         NOT NULL COMMENT 'where it goes',
  note           VARCHAR(200) NOT NULL COMMENT 'what the member wrote',
  due_at         DATETIME(3)  NOT NULL COMMENT 'UTC; closed when unpaid by then',
  created_at     DATETIME(3)  NOT NULL COMMENT 'UTC',
  paid_at        DATETIME(3)  NULL COMMENT 'UTC',
  shipped_at     DATETIME(3)  NULL COMMENT 'UTC',
  received_at    DATETIME(3)  NULL COMMENT 'UTC',
  closed_at      DATETIME(3)  NULL COMMENT 'UTC',
  version        INT          NOT NULL COMMENT 'optimistic lock',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY shop_order_number (tenant_id, number),
  UNIQUE KEY shop_order_checkout (tenant_id, member_id, checkout_token),
  KEY shop_order_state (tenant_id, state, id),
  KEY shop_order_member (tenant_id, member_id, id),
  CONSTRAINT shop_order_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id),
  CONSTRAINT shop_order_money CHECK (payable >= 0 AND paid >= 0 AND refunded >= 0 AND refunded <= paid)
) COMMENT 'orders';

CREATE TABLE order_line (
  tenant_id   BIGINT       NOT NULL COMMENT 'shop',
  order_id    BIGINT       NOT NULL COMMENT 'order',
  line_no     SMALLINT     NOT NULL COMMENT '1..n',
  product_id  BIGINT       NOT NULL COMMENT 'as it was then',
  sku_id      BIGINT       NOT NULL COMMENT 'SKU',
  title       VARCHAR(120) NOT NULL COMMENT 'as it was then',
  spec        VARCHAR(200) NOT NULL COMMENT 'as it was then',
  media       VARCHAR(64)  NULL COMMENT 'cover as it was then',
  quantity    INT          NOT NULL COMMENT 'pieces',
  list_price  BIGINT       NOT NULL COMMENT 'price of a piece before promotions',
  unit_price  BIGINT       NOT NULL COMMENT 'price of a piece that the shopper saw',
  discount    BIGINT       NOT NULL COMMENT 'list_price × quantity − paid part of this line',
  total       BIGINT       NOT NULL COMMENT 'what is paid for this line',
  shipped     INT          NOT NULL COMMENT 'pieces in parcels',
  activity_id BIGINT       NULL COMMENT 'activity whose allocation the pieces come from',
  PRIMARY KEY (tenant_id, order_id, line_no),
  KEY order_line_sku (tenant_id, sku_id),
  CONSTRAINT order_line_order FOREIGN KEY (tenant_id, order_id) REFERENCES shop_order (tenant_id, id),
  CONSTRAINT order_line_positive CHECK (quantity > 0 AND shipped >= 0 AND shipped <= quantity AND total >= 0)
) COMMENT 'lines of orders';

CREATE TABLE order_claim (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  claim_id  BIGINT      NOT NULL COMMENT 'claim of the plugin: one order at most',
  plugin_id VARCHAR(40) NOT NULL COMMENT 'whose claim',
  order_id  BIGINT      NOT NULL COMMENT 'order',
  line_no   SMALLINT    NOT NULL COMMENT 'line',
  PRIMARY KEY (tenant_id, claim_id),
  KEY order_claim_order (tenant_id, order_id),
  CONSTRAINT order_claim_order FOREIGN KEY (tenant_id, order_id) REFERENCES shop_order (tenant_id, id)
) COMMENT 'stock claims that orders have used';

CREATE TABLE order_event (
  tenant_id BIGINT       NOT NULL COMMENT 'shop',
  order_id  BIGINT       NOT NULL COMMENT 'order',
  id        BIGINT       NOT NULL COMMENT 'TSID',
  kind      VARCHAR(30)  NOT NULL COMMENT 'what happened',
  actor     VARCHAR(80)  NOT NULL COMMENT 'member, staff:<id>, provider:<name>, system',
  detail    JSON         NULL COMMENT 'facts of it',
  at        DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, order_id, id),
  CONSTRAINT order_event_order FOREIGN KEY (tenant_id, order_id) REFERENCES shop_order (tenant_id, id)
) COMMENT 'timeline of an order';

CREATE TABLE parcel (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  id         BIGINT      NOT NULL COMMENT 'TSID',
  order_id   BIGINT      NOT NULL COMMENT 'order',
  carrier    VARCHAR(40) NOT NULL COMMENT 'carrier',
  tracking   VARCHAR(60) NOT NULL COMMENT 'tracking number',
  contents   JSON        NOT NULL COMMENT '[{"line","quantity"}]',
  shipped_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY parcel_order (tenant_id, order_id),
  CONSTRAINT parcel_order FOREIGN KEY (tenant_id, order_id) REFERENCES shop_order (tenant_id, id)
) COMMENT 'parcels of orders';

-- ---------------------------------------------------------------- payment

CREATE TABLE payment (
  tenant_id    BIGINT       NOT NULL COMMENT 'shop',
  id           BIGINT       NOT NULL COMMENT 'TSID; its decimal form is the provider''s out_trade_no',
  order_id     BIGINT       NOT NULL COMMENT 'order',
  provider     VARCHAR(20)  NOT NULL COMMENT 'wechat, balance …',
  amount       BIGINT       NOT NULL COMMENT 'minor units',
  state        VARCHAR(12)  NOT NULL COMMENT 'PENDING | SUCCEEDED | CLOSED',
  provider_ref VARCHAR(64)  NULL COMMENT 'transaction id of the provider',
  created_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  settled_at   DATETIME(3)  NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY payment_order (tenant_id, order_id),
  UNIQUE KEY payment_provider_ref (tenant_id, provider, provider_ref),
  CONSTRAINT payment_order FOREIGN KEY (tenant_id, order_id) REFERENCES shop_order (tenant_id, id)
) COMMENT 'attempts to pay';

CREATE TABLE refund (
  tenant_id    BIGINT       NOT NULL COMMENT 'shop',
  id           BIGINT       NOT NULL COMMENT 'TSID; its decimal form is the provider''s out_refund_no',
  payment_id   BIGINT       NOT NULL COMMENT 'payment',
  order_id     BIGINT       NOT NULL COMMENT 'order',
  request_key  VARCHAR(80)  NOT NULL COMMENT 'idempotency key: one refund per reason',
  amount       BIGINT       NOT NULL COMMENT 'minor units',
  reason       VARCHAR(80)  NOT NULL,
  state        VARCHAR(12)  NOT NULL COMMENT 'PENDING | SENT | SUCCEEDED | FAILED',
  provider_ref VARCHAR(64)  NULL COMMENT 'refund id of the provider',
  created_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  settled_at   DATETIME(3)  NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY refund_key (tenant_id, request_key),
  KEY refund_order (tenant_id, order_id),
  CONSTRAINT refund_payment FOREIGN KEY (tenant_id, payment_id) REFERENCES payment (tenant_id, id),
  CONSTRAINT refund_positive CHECK (amount > 0)
) COMMENT 'money on its way back';

-- ---------------------------------------------------------------- idempotency, events, timers, messages

CREATE TABLE idempotency_key (
  tenant_id    BIGINT       NOT NULL COMMENT 'shop',
  member_id    BIGINT       NOT NULL COMMENT 'who',
  route        VARCHAR(120) NOT NULL COMMENT 'method and route template',
  request_key  VARCHAR(80)  NOT NULL COMMENT 'Idempotency-Key header',
  body_hash    BINARY(32)   NOT NULL COMMENT 'SHA-256 of the request body',
  status       SMALLINT     NULL COMMENT 'HTTP status of the kept answer, null while it runs',
  response     MEDIUMBLOB   NULL COMMENT 'the kept answer',
  created_at   DATETIME(3)  NOT NULL COMMENT 'UTC; kept 48 hours',
  PRIMARY KEY (tenant_id, member_id, route, request_key),
  KEY idempotency_age (tenant_id, created_at)
) COMMENT 'answers to requests that may be repeated';

CREATE TABLE outbox_event (
  tenant_id   BIGINT      NOT NULL COMMENT 'shop',
  at          DATETIME(3) NOT NULL COMMENT 'UTC',
  id          BIGINT      NOT NULL COMMENT 'TSID: event id',
  type        VARCHAR(60) NOT NULL COMMENT 'e.g. order.paid',
  version     SMALLINT    NOT NULL COMMENT 'of the type; fields are only added',
  subject     VARCHAR(80) NOT NULL COMMENT 'what it is about, e.g. order:123',
  payload     JSON        NOT NULL,
  PRIMARY KEY (tenant_id, at, id)
) COMMENT 'events, written in the transaction that made them true'
PARTITION BY RANGE COLUMNS (at) (PARTITION p_first VALUES LESS THAN ('2026-01-01'), PARTITION p_rest VALUES LESS THAN (MAXVALUE));

CREATE TABLE event_delivery (
  tenant_id  BIGINT       NOT NULL COMMENT 'shop',
  event_at   DATETIME(3)  NOT NULL COMMENT 'UTC; with event_id the event',
  event_id   BIGINT       NOT NULL COMMENT 'event',
  handler    VARCHAR(80)  NOT NULL COMMENT 'plugin id or kernel, slash, handler name',
  type       VARCHAR(60)  NOT NULL COMMENT 'type of the event',
  state      VARCHAR(12)  NOT NULL COMMENT 'WAITING | DONE | DEAD',
  attempts   SMALLINT     NOT NULL COMMENT 'tries so far',
  next_at    DATETIME(3)  NOT NULL COMMENT 'UTC; not tried before',
  error      VARCHAR(1000) NULL COMMENT 'why the last try failed',
  done_at    DATETIME(3)  NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, event_at, event_id, handler),
  KEY event_delivery_due (state, next_at),
  KEY event_delivery_dead (tenant_id, state, event_at)
) COMMENT 'one row for each handler of an event; kept 30 days'
PARTITION BY RANGE COLUMNS (event_at) (PARTITION p_first VALUES LESS THAN ('2026-01-01'), PARTITION p_rest VALUES LESS THAN (MAXVALUE));

CREATE TABLE timer (
  tenant_id BIGINT       NOT NULL COMMENT 'shop',
  owner     VARCHAR(60)  NOT NULL COMMENT 'plugin id or kernel, slash, timer name',
  timer_key VARCHAR(80)  NOT NULL COMMENT 'what it is about',
  due_at    DATETIME(3)  NOT NULL COMMENT 'UTC',
  payload   JSON         NULL,
  attempts  SMALLINT     NOT NULL COMMENT 'failed tries',
  error     VARCHAR(1000) NULL COMMENT 'why the last try failed',
  PRIMARY KEY (tenant_id, owner, timer_key),
  KEY timer_due (due_at)
) COMMENT 'durable timers; deleted in the transaction of their effect';

CREATE TABLE outgoing_message (
  tenant_id  BIGINT       NOT NULL COMMENT 'shop',
  id         BIGINT       NOT NULL COMMENT 'TSID',
  member_id  BIGINT       NOT NULL COMMENT 'to whom',
  channel    VARCHAR(20)  NOT NULL COMMENT 'wechat-subscribe …',
  template   VARCHAR(80)  NOT NULL COMMENT 'plugin id or kernel, slash, template',
  request_key VARCHAR(80) NOT NULL COMMENT 'one message per key',
  content    JSON         NOT NULL COMMENT 'values of the template',
  state      VARCHAR(12)  NOT NULL COMMENT 'WAITING | SENT | REFUSED | UNKNOWN',
  error      VARCHAR(400) NULL,
  created_at DATETIME(3)  NOT NULL COMMENT 'UTC',
  sent_at    DATETIME(3)  NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY outgoing_message_key (tenant_id, request_key),
  KEY outgoing_message_state (tenant_id, state, id)
) COMMENT 'messages to members';

CREATE TABLE message_consent (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  member_id  BIGINT      NOT NULL COMMENT 'who',
  template   VARCHAR(80) NOT NULL COMMENT 'plugin id or kernel, slash, template',
  remaining  INT         NOT NULL COMMENT 'accepted and not yet used: one accept is one send',
  changed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, member_id, template),
  CONSTRAINT message_consent_never_negative CHECK (remaining >= 0)
) COMMENT 'subscriptions that members have accepted';
