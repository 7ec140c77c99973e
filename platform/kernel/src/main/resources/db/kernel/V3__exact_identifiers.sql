-- Identifiers that others choose are compared byte by byte: WeChat's openids differ in upper and lower case alone, and the
-- database's collation would take two people for one.

ALTER TABLE member_identity
  MODIFY channel VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'wechat-mini, wechat-union, phone …',
  MODIFY subject VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'identifier in that channel';

ALTER TABLE shop_order
  MODIFY checkout_token VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'same token, same order: a retry is safe';

ALTER TABLE payment
  MODIFY provider_ref VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'transaction id of the provider';

ALTER TABLE refund
  MODIFY request_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'idempotency key: one refund per reason';

ALTER TABLE idempotency_key
  MODIFY route VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'method and route template',
  MODIFY request_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'Idempotency-Key header';

ALTER TABLE timer
  MODIFY owner VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'plugin id or kernel, slash, timer name',
  MODIFY timer_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'what it is about';

ALTER TABLE outgoing_message
  MODIFY request_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'one message per key';
