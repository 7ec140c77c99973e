package io.wanpu.api.event;

import io.wanpu.api.id.MemberId;

/** Somebody became a member. */
public record MemberRegistered(MemberId member, String channel) implements MallEvent {
  /** Name of the type. */
  public static final String TYPE = "member.registered";

  @Override
  public String subject() {
    return "member:" + member;
  }
}
