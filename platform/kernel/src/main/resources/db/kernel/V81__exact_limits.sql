-- What is counted is counted by one at a time, and a mini-program belongs to one shop.

CREATE TABLE shop_turn (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  name      VARCHAR(20) NOT NULL COMMENT 'what is counted',
  PRIMARY KEY (tenant_id, name)
) COMMENT 'rows to be locked: whoever counts something of a shop and adds to it takes a turn';

-- of several shops that have entrusted one mini-program the first keeps it
DELETE later FROM wechat_entrusted later JOIN wechat_entrusted earlier
  ON later.app_id = earlier.app_id
  AND (earlier.entrusted_at < later.entrusted_at OR earlier.entrusted_at = later.entrusted_at AND earlier.tenant_id < later.tenant_id);

ALTER TABLE wechat_entrusted
  MODIFY app_id VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'its mini-program',
  DROP KEY wechat_entrusted_app,
  ADD UNIQUE KEY wechat_entrusted_app (app_id);
