package io.wanpu.kernel.messaging;

import io.wanpu.api.id.MemberId;
import java.util.Map;

/** A way to reach a member. Never called inside a transaction. */
public interface MessageChannel {
  /** Name in rows, e.g. {@code wechat-subscribe}. */
  String name();

  /** Sends it once; an unclear answer is not repeated blindly. */
  Sent send(MemberId member, String template, String page, Map<String, String> values);

  /** What became of a message. */
  enum Sent {
    /** The channel took it. */
    SENT,
    /** The channel said no. */
    REFUSED,
    /** No clear answer: it may have arrived. */
    UNKNOWN
  }
}
