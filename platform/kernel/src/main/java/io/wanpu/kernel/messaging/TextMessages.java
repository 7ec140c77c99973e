package io.wanpu.kernel.messaging;

import java.util.Map;

/** Sends text messages to phones. */
public interface TextMessages {
  /** What became of a message. */
  enum Sent {
    /** The provider has taken it. */
    ACCEPTED,
    /** The provider does not send it: the number, the template or the credit is wrong. */
    REFUSED,
    /** No clear answer; it may have been sent. */
    UNKNOWN
  }

  /**
   * Sends one.
   *
   * @param phone E.164
   * @param values of the template's variables
   */
  Sent send(String phone, Map<String, String> values);
}
