-- What a shop's office works with: a second factor for staff, tags of members, the audit log by who and by what.

ALTER TABLE staff
  ADD COLUMN totp_secret VARCHAR(200) NULL COMMENT 'sealed secret of the second factor; empty while there is none' AFTER password_hash,
  ADD COLUMN totp_step   BIGINT       NULL COMMENT 'last time step whose code was taken: a code works once' AFTER totp_secret;

CREATE TABLE staff_recovery_code (
  tenant_id BIGINT     NOT NULL COMMENT 'shop',
  staff_id  BIGINT     NOT NULL COMMENT 'whose',
  code_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the code; the row is deleted when the code is used',
  PRIMARY KEY (tenant_id, staff_id, code_hash),
  CONSTRAINT staff_recovery_code_staff FOREIGN KEY (tenant_id, staff_id) REFERENCES staff (tenant_id, id)
) COMMENT 'codes that stand in for a lost second factor, each once';

ALTER TABLE audit_log
  ADD KEY audit_actor (tenant_id, actor, at),
  ADD KEY audit_action (tenant_id, action, at);

CREATE TABLE member_tag (
  tenant_id BIGINT      NOT NULL COMMENT 'shop',
  member_id BIGINT      NOT NULL COMMENT 'whom it describes',
  tag       VARCHAR(20) NOT NULL COMMENT 'a word of the shop''s own',
  PRIMARY KEY (tenant_id, member_id, tag),
  KEY member_tag_tag (tenant_id, tag, member_id),
  CONSTRAINT member_tag_member FOREIGN KEY (tenant_id, member_id) REFERENCES member (tenant_id, id)
) COMMENT 'what staff call members';
