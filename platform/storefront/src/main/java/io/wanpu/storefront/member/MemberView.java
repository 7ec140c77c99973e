package io.wanpu.storefront.member;

import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.member.Member;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A member as she sees herself. */
public record MemberView(
    MemberId id,
    String nickname,
    Optional<String> phone,
    Optional<String> language,
    Instant createdAt) {
  static MemberView of(Member member) {
    return new MemberView(
        member.id(),
        member.nickname(),
        member.phone(),
        member.language().map(Locale::toLanguageTag),
        member.createdAt());
  }
}
