-- What staff arrange for themselves: views of lists, and shops to switch between.

ALTER TABLE staff
  ADD COLUMN own_views TEXT NULL COMMENT 'JSON: views of lists that she has saved, by the path of the list' AFTER language;

CREATE TABLE staff_link (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  staff_id  BIGINT      NOT NULL COMMENT 'her login there',
  person    BIGINT      NOT NULL COMMENT 'the same for all logins of one person',
  epoch     INT         NOT NULL COMMENT 'of her sessions when she proved that the login is hers; a later one ends the link',
  linked_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, staff_id),
  KEY staff_link_person (person),
  CONSTRAINT staff_link_staff FOREIGN KEY (tenant_id, staff_id) REFERENCES staff (tenant_id, id)
) COMMENT 'logins of one person in several shops';
