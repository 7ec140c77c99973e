-- Tables of the flash sale. Every table leads its keys with tenant_id. Instants are UTC with milliseconds.

CREATE TABLE sale_stock (
  tenant_id   BIGINT      NOT NULL COMMENT 'shop',
  activity_id BIGINT      NOT NULL COMMENT 'activity',
  sku_id      BIGINT      NOT NULL COMMENT 'SKU',
  starts_at   DATETIME(3) NOT NULL COMMENT 'UTC; first instant of the sale',
  ends_at     DATETIME(3) NOT NULL COMMENT 'UTC; first instant after the sale',
  allocated   INT         NOT NULL COMMENT 'pieces that publishing moved into the activity',
  left_count  INT         NOT NULL COMMENT 'pieces that nobody has claimed; allocated minus the claims that are not released',
  epoch       BIGINT      NOT NULL COMMENT 'grows when the gate in Redis is opened anew; tickets of an older gate are void',
  revision    BIGINT      NOT NULL COMMENT 'grows with every change, so that a node knows whether its picture is still right',
  closed      TINYINT(1)  NOT NULL COMMENT 'the activity has ended: nothing more can be claimed',
  PRIMARY KEY (tenant_id, activity_id, sku_id),
  KEY sale_stock_sku (tenant_id, sku_id, closed),
  CONSTRAINT sale_stock_left CHECK (left_count >= 0 AND left_count <= allocated)
) COMMENT 'pieces of a SKU in an activity: the row that decides who gets one';

CREATE TABLE claim (
  tenant_id   BIGINT      NOT NULL COMMENT 'shop',
  id          BIGINT      NOT NULL COMMENT 'TSID',
  activity_id BIGINT      NOT NULL COMMENT 'activity',
  sku_id      BIGINT      NOT NULL COMMENT 'SKU',
  member_id   BIGINT      NOT NULL COMMENT 'who claims; below zero once the member has been forgotten',
  turn        INT         NOT NULL COMMENT '1 for the first claim of this member on this SKU in this activity, 2 for the next: of two claims that were checked against the same earlier ones, one fails',
  request_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Idempotency-Key of the request: the same key never claims twice',
  quantity    INT         NOT NULL COMMENT 'pieces',
  state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'HELD | USED (by an unpaid order) | SOLD | RELEASED',
  order_id    BIGINT      NULL COMMENT 'order that uses it',
  expires_at  DATETIME(3) NOT NULL COMMENT 'UTC; HELD: released then; USED: the order is closed then unless it is paid',
  urged       TINYINT(1)  NOT NULL DEFAULT 0 COMMENT 'the member has been asked to hurry',
  created_at  DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY claim_turn (tenant_id, activity_id, sku_id, member_id, turn),
  UNIQUE KEY claim_request (tenant_id, member_id, activity_id, request_key),
  KEY claim_due (tenant_id, activity_id, state, expires_at, sku_id, quantity),
  CONSTRAINT claim_quantity CHECK (quantity > 0),
  CONSTRAINT claim_stock FOREIGN KEY (tenant_id, activity_id, sku_id) REFERENCES sale_stock (tenant_id, activity_id, sku_id)
) COMMENT 'pieces held for members';

CREATE TABLE reminder (
  tenant_id   BIGINT      NOT NULL COMMENT 'shop',
  activity_id BIGINT      NOT NULL COMMENT 'activity',
  member_id   BIGINT      NOT NULL COMMENT 'who wants to hear of it',
  of_start    TINYINT(1)  NOT NULL COMMENT 'before it starts',
  of_payment  TINYINT(1)  NOT NULL COMMENT 'before a claim of it runs out',
  reminded_at DATETIME(3) NULL COMMENT 'UTC; when the start was announced',
  created_at  DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, activity_id, member_id),
  KEY reminder_member (tenant_id, member_id)
) COMMENT 'who wants a message about an activity';
