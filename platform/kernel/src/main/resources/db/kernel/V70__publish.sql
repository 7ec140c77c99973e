-- Mini-programs at WeChat: who has entrusted hers to the third-party platform, what was uploaded, audited and released.

CREATE TABLE wechat_platform_secret (
  name       VARCHAR(20)   NOT NULL COMMENT 'ticket, token',
  sealed     VARCHAR(2000) NOT NULL COMMENT 'the secret, sealed',
  expires_at DATETIME(3)   NOT NULL COMMENT 'UTC',
  PRIMARY KEY (name)
) COMMENT 'what the third-party platform identifies itself with; not of any shop';

CREATE TABLE wechat_entrusted (
  tenant_id     BIGINT        NOT NULL COMMENT 'shop',
  app_id        VARCHAR(40)   NOT NULL COMMENT 'its mini-program',
  refresh_token VARCHAR(1000) NOT NULL COMMENT 'sealed',
  entrusted_at  DATETIME(3)   NOT NULL COMMENT 'UTC',
  entrusted_by  VARCHAR(120)  NOT NULL COMMENT 'name of who did it',
  PRIMARY KEY (tenant_id),
  KEY wechat_entrusted_app (app_id)
) COMMENT 'mini-programs that were entrusted to the third-party platform';

CREATE TABLE mini_release (
  tenant_id   BIGINT       NOT NULL COMMENT 'shop',
  id          BIGINT       NOT NULL COMMENT 'TSID',
  number      INT          NOT NULL COMMENT '1, 2, 3 … within the shop; the version at WeChat is 1.0.number',
  app_id      VARCHAR(40)  NOT NULL COMMENT 'mini-program',
  note        VARCHAR(200) NOT NULL COMMENT 'what is new, for the auditor',
  state       VARCHAR(20)  NOT NULL COMMENT 'UPLOADING, UPLOADED, SUBMITTING …',
  fingerprint CHAR(64)     NULL COMMENT 'of what it was generated from',
  theme       VARCHAR(40)  NULL COMMENT 'whose template it is made from',
  template_id BIGINT       NULL COMMENT 'that template at WeChat',
  audit_id    BIGINT       NULL COMMENT 'of the audit at WeChat',
  reason      JSON         NULL COMMENT 'why it was refused or failed: a text',
  leased_until DATETIME(3) NOT NULL COMMENT 'UTC; until then somebody works on it',
  job_id      BIGINT       NULL COMMENT 'the job that works on it, or did last',
  created_at  DATETIME(3)  NOT NULL COMMENT 'UTC',
  changed_at  DATETIME(3)  NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, id),
  UNIQUE KEY mini_release_number (tenant_id, number),
  KEY mini_release_state (tenant_id, state)
) COMMENT 'versions of shops'' mini-programs at WeChat';

CREATE TABLE mini_release_step (
  tenant_id  BIGINT        NOT NULL COMMENT 'shop',
  release_id BIGINT        NOT NULL COMMENT 'version',
  id         BIGINT        NOT NULL COMMENT 'TSID',
  state      VARCHAR(20)   NOT NULL COMMENT 'what it became',
  who        VARCHAR(120)  NOT NULL COMMENT 'name of who did it; WeChat''s and the mall''s own steps have names of their own',
  note       JSON          NULL COMMENT 'why: a text',
  at         DATETIME(3)   NOT NULL COMMENT 'UTC',
  PRIMARY KEY (tenant_id, release_id, id),
  CONSTRAINT mini_release_step_release FOREIGN KEY (tenant_id, release_id) REFERENCES mini_release (tenant_id, id)
) COMMENT 'what happened to versions, and who did it';
