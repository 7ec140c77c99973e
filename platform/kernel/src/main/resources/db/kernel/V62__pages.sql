-- Decorated pages: what staff edit, and every version that was made for shoppers.

CREATE TABLE shop_page (
  tenant_id    BIGINT       NOT NULL COMMENT 'shop',
  id           BIGINT       NOT NULL COMMENT 'TSID',
  name         VARCHAR(40)  NOT NULL COMMENT 'readable part of its address; home is the first page',
  title        VARCHAR(40)  NOT NULL COMMENT 'of the draft, may be empty',
  blocks       MEDIUMTEXT   NOT NULL COMMENT 'of the draft, a JSON array',
  version      INT          NOT NULL COMMENT 'optimistic lock of the draft',
  same_as      INT          NULL COMMENT 'version that the draft equals; empty once it was changed',
  last_no      INT          NOT NULL COMMENT 'number of the latest version, 0 when there is none',
  live_no      INT          NULL COMMENT 'version that shoppers see; empty when none was published',
  scheduled_no INT          NULL COMMENT 'version that goes live by itself',
  scheduled_at DATETIME(3)  NULL COMMENT 'UTC; when it does',
  changed_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  changed_by   VARCHAR(120) NOT NULL COMMENT 'name of who changed it last',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY shop_page_name (tenant_id, name)
) COMMENT 'pages that a shop has decorated';

CREATE TABLE shop_page_version (
  tenant_id BIGINT       NOT NULL COMMENT 'shop',
  page_id   BIGINT       NOT NULL COMMENT 'page',
  no        INT          NOT NULL COMMENT 'counts from 1 in each page',
  title     VARCHAR(40)  NOT NULL COMMENT 'may be empty',
  blocks    MEDIUMTEXT   NOT NULL COMMENT 'a JSON array; never changes',
  made_at   DATETIME(3)  NOT NULL COMMENT 'UTC',
  made_by   VARCHAR(120) NOT NULL COMMENT 'name of who made it',
  live_at   DATETIME(3)  NULL COMMENT 'UTC; when shoppers saw it first, empty while it waits',
  PRIMARY KEY (tenant_id, page_id, no),
  CONSTRAINT shop_page_version_page FOREIGN KEY (tenant_id, page_id) REFERENCES shop_page (tenant_id, id)
) COMMENT 'states of pages that were published or are to be';
