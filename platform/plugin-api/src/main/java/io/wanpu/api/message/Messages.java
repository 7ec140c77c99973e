package io.wanpu.api.message;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.MemberId;
import java.util.Map;

/**
 * Messages to members of the calling shop. Local effects commit with the transaction; sending
 * follows by itself.
 */
public interface Messages {
  /** Notes that the member accepted one message of that template. */
  void accept(Tx tx, MemberId member, String template);

  /**
   * Sends one message, if the member has an accepted one left; uses it up.
   *
   * @param template a template that the plugin contributes
   * @param key one message per key, at most 80 characters
   * @param values values of the template's fields
   * @return false when the member has accepted none
   */
  boolean send(Tx tx, MemberId member, String template, String key, Map<String, String> values);
}
