-- Codes sent to phones, before anybody is known: not of any shop.

CREATE TABLE sms_code (
  phone      VARCHAR(20) NOT NULL COMMENT 'E.164',
  purpose    VARCHAR(20) NOT NULL COMMENT 'register …',
  code_hash  BINARY(32)  NULL COMMENT 'HMAC-SHA256 of the code under the mall''s key; empty when it was used',
  tries      SMALLINT    NOT NULL COMMENT 'how often it was looked at',
  sent_at    DATETIME(3) NOT NULL COMMENT 'UTC',
  day        DATE        NOT NULL COMMENT 'UTC day of the count',
  sent_today SMALLINT    NOT NULL COMMENT 'messages on that day',
  PRIMARY KEY (phone, purpose)
) COMMENT 'codes sent to phones';
