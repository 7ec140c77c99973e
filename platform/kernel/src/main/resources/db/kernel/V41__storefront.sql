-- What the storefront keeps: products that members remember, articles, and what shoppers do.

CREATE TABLE member_product (
  tenant_id  BIGINT      NOT NULL COMMENT 'shop',
  member_id  BIGINT      NOT NULL COMMENT 'whose',
  kind       VARCHAR(12) NOT NULL COMMENT 'FAVOURITE | FOOTPRINT',
  product_id BIGINT      NOT NULL COMMENT 'product',
  at         DATETIME(3) NOT NULL COMMENT 'UTC; marked, or last looked at, then',
  PRIMARY KEY (tenant_id, member_id, kind, product_id),
  KEY member_product_latest (tenant_id, member_id, kind, at, product_id),
  KEY member_product_product (tenant_id, product_id),
  CONSTRAINT member_product_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id),
  CONSTRAINT member_product_product FOREIGN KEY (tenant_id, product_id) REFERENCES product (tenant_id, id)
) COMMENT 'products that members have marked or looked at';

CREATE TABLE article (
  tenant_id    BIGINT       NOT NULL COMMENT 'shop',
  id           BIGINT       NOT NULL COMMENT 'TSID',
  kind         VARCHAR(12)  NOT NULL COMMENT 'STORY | PRIVACY',
  title        VARCHAR(120) NOT NULL,
  summary      VARCHAR(200) NOT NULL COMMENT 'one or two sentences for lists, may be empty',
  cover        VARCHAR(64)  NULL COMMENT 'picture (hex SHA-256)',
  body         MEDIUMTEXT   NOT NULL COMMENT 'rich text, sanitised',
  published_at DATETIME(3)  NULL COMMENT 'UTC; shoppers see it from then on, empty for a draft',
  version      INT          NOT NULL COMMENT 'optimistic lock',
  changed_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  KEY article_list (tenant_id, kind, published_at, id)
) COMMENT 'what a shop tells its shoppers';

CREATE TABLE track_event (
  tenant_id   BIGINT      NOT NULL COMMENT 'shop',
  at          DATETIME(3) NOT NULL COMMENT 'UTC; when it happened, as the program says',
  id          VARCHAR(40) NOT NULL COMMENT 'name that the program gave it: sent twice, it counts once',
  name        VARCHAR(40) NOT NULL COMMENT 'declared event',
  member_id   BIGINT      NULL COMMENT 'member, when signed in',
  visitor     VARCHAR(40) NOT NULL COMMENT 'the program''s installation',
  session     VARCHAR(40) NOT NULL COMMENT 'one visit',
  scene       VARCHAR(40) NOT NULL COMMENT 'how the host was entered, may be empty',
  channel     VARCHAR(40) NOT NULL COMMENT 'where the link came from, may be empty',
  props       JSON        NOT NULL COMMENT 'declared properties',
  received_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, at, id),
  KEY track_event_name (tenant_id, name, at),
  KEY track_event_member (tenant_id, member_id, at),
  KEY track_event_visitor (tenant_id, visitor, at)
) COMMENT 'what shoppers do; kept 400 days'
PARTITION BY RANGE COLUMNS (at) (PARTITION p_first VALUES LESS THAN ('2026-01-01'), PARTITION p_rest VALUES LESS THAN (MAXVALUE));
