package io.wanpu.kernel.publish;

import java.io.IOException;
import java.util.Optional;

/**
 * WeChat's third-party platform. Every call may end in three ways: it is done, it was refused
 * ({@link Refusal}), or nobody knows ({@link IOException}).
 */
public interface Platform {
  /** A template of the platform. @param exact whether it was found for that theme */
  record Template(long id, String description) {}

  /** An audit. @param reason empty unless it was refused */
  record Audit(long id, String version, Verdict verdict, String reason) {}

  /** How an audit stands. */
  enum Verdict {
    PASSED,
    REFUSED,
    RUNS,
    WITHDRAWN
  }

  /** Who entrusted hers. @param refreshToken a secret */
  record Authorization(String appId, String refreshToken) {
    @Override
    public String toString() {
      return "Authorization[" + appId + "]";
    }
  }

  /**
   * Where a merchant entrusts her mini-program.
   *
   * @param back the address that WeChat leads her to, with {@code auth_code}
   */
  String entrustAddress(String appId, String back) throws Refusal, IOException;

  /** Takes what WeChat gave her. */
  Authorization entrusted(String authorizationCode) throws Refusal, IOException;

  /** The newest template of a theme: its description is {@code wanpu/<theme>}, or begins so. */
  Optional<Template> template(String theme) throws Refusal, IOException;

  /** Uploads. Doing so twice is harmless. */
  void commit(String appId, long template, String version, String note, String ext)
      throws Refusal, IOException;

  /** The picture that leads testers to what was uploaded last. */
  byte[] trialCode(String appId) throws Refusal, IOException;

  /** Submits what was uploaded last. @return the audit */
  long submit(String appId, String note) throws Refusal, IOException;

  /** The audit that was begun last; empty when there was none. */
  Optional<Audit> lastAudit(String appId) throws Refusal, IOException;

  /** Takes back what is in audit. */
  void withdraw(String appId) throws Refusal, IOException;

  /** Gives shoppers what was approved. */
  void release(String appId) throws Refusal, IOException;

  /** Gives shoppers what they had before. */
  void rollBack(String appId) throws Refusal, IOException;

  /** The version that shoppers have. */
  Optional<String> released(String appId) throws Refusal, IOException;
}
