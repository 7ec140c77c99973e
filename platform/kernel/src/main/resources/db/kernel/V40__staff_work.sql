-- What staff work with: orders found by recipient, brands, lists in other orders, jobs that can be left and found again.

ALTER TABLE shop_order
  ADD COLUMN recipient VARCHAR(40) GENERATED ALWAYS AS (JSON_VALUE(address, '$.name')) VIRTUAL COMMENT 'name in the address, to be searched for',
  ADD COLUMN phone VARCHAR(20) GENERATED ALWAYS AS (JSON_VALUE(address, '$.phone')) VIRTUAL COMMENT 'phone in the address, to be searched for',
  ADD KEY shop_order_recipient (tenant_id, recipient, id),
  ADD KEY shop_order_phone (tenant_id, phone, id),
  ADD KEY shop_order_payable (tenant_id, payable, id);

CREATE TABLE brand (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  id        BIGINT      NOT NULL COMMENT 'TSID',
  name      VARCHAR(60) NOT NULL COMMENT 'name that shoppers read',
  logo      VARCHAR(64) NULL COMMENT 'picture (hex SHA-256)',
  position  INT         NOT NULL COMMENT 'order in lists',
  version   INT         NOT NULL COMMENT 'optimistic lock',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY brand_name (tenant_id, name)
) COMMENT 'brands of products';

ALTER TABLE product
  ADD COLUMN brand_id BIGINT NULL COMMENT 'brand' AFTER category_id,
  ADD KEY product_brand (tenant_id, brand_id, id),
  ADD KEY product_sold (tenant_id, sold, id),
  ADD KEY product_price (tenant_id, min_price, id),
  ADD KEY product_changed (tenant_id, changed_at, id),
  ADD CONSTRAINT product_brand FOREIGN KEY (tenant_id, brand_id) REFERENCES brand (tenant_id, id);

ALTER TABLE media ADD KEY media_latest (tenant_id, created_at, sha256);

CREATE TABLE job (
  tenant_id   BIGINT        NOT NULL COMMENT 'shop',
  id          BIGINT        NOT NULL COMMENT 'TSID',
  kind        VARCHAR(40)   NOT NULL COMMENT 'who runs it',
  title       JSON          NOT NULL COMMENT 'what it does, a text for people',
  input       JSON          NOT NULL COMMENT 'what it needs to know',
  state       VARCHAR(12)   NOT NULL COMMENT 'WAITING | RUNNING | DONE | FAILED | CANCELLED',
  started_by  VARCHAR(80)   NOT NULL COMMENT 'staff:<id>',
  done        BIGINT        NOT NULL COMMENT 'how much is done',
  total       BIGINT        NOT NULL COMMENT 'of how much; 0 while that is not known',
  attempts    SMALLINT      NOT NULL COMMENT 'times it was begun',
  cancelled   TINYINT(1)    NOT NULL COMMENT 'somebody asked it to stop',
  report      JSON          NULL COMMENT 'how it ended, a text for people',
  file_name   VARCHAR(160)  NULL COMMENT 'name of the result for people',
  file_type   VARCHAR(120)  NULL COMMENT 'media type of the result',
  file_bytes  BIGINT        NULL COMMENT 'size of the result',
  lease       BIGINT        NOT NULL COMMENT 'number of the run: only the latest may write',
  lease_until DATETIME(3)   NULL COMMENT 'UTC; its node is gone when this has passed',
  created_at  DATETIME(3)   NOT NULL COMMENT 'UTC',
  begun_at    DATETIME(3)   NULL COMMENT 'UTC',
  ended_at    DATETIME(3)   NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY job_by (tenant_id, started_by, id),
  KEY job_due (state, lease_until)
) COMMENT 'long work of staff; result files lie beside the media';
