package io.wanpu.kernel.member;

/**
 * How a channel knows a person.
 *
 * @param channel e.g. {@code wechat-mini}, {@code wechat-union}
 * @param subject identifier in that channel, at most 128 characters
 */
public record Identity(String channel, String subject) {
  public Identity {
    if (subject.isEmpty() || subject.length() > 128) {
      throw new IllegalArgumentException("an identity has 1..128 characters");
    }
  }
}
