package io.wanpu.kernel.member;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The members of the calling shop. */
public interface Members {
  /** The member. */
  Optional<Member> find(MemberId id);

  /** How a channel knows the member. */
  Optional<String> subject(MemberId id, String channel);

  /**
   * The member whom one of these identities names, a new one when none does. Identities that were
   * unknown name that member from now on. Two calls at once for one person end in one member.
   *
   * @param identities the strongest first: it decides when they name different members
   */
  Member recognise(List<Identity> identities);

  /**
   * Members, latest first, for staff.
   *
   * @param words start of the nickname, a whole phone number or an id
   */
  Page<Member> list(Optional<String> words, Optional<String> after, int limit);

  /**
   * What staff look for.
   *
   * @param words start of the nickname, a whole phone number or an id
   * @param tag that she carries
   * @param from registered then or later
   * @param until registered before then
   */
  record Search(
      Optional<String> words,
      Optional<String> tag,
      Optional<Member.Status> status,
      Optional<Instant> from,
      Optional<Instant> until) {}

  /** Members that fit, latest first. */
  Page<Member> find(Search search, Optional<String> after, int limit);

  /**
   * Changes how a member is called and which language she reads.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 404 {@code member.unknown}
   */
  Member change(MemberId id, MemberProfile profile);

  /**
   * Blocks a member, or lets her in again. Her tokens are revoked by the caller's {@link
   * MemberTokens#revokeAll}.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code member.unknown}
   */
  void changeStatus(Tx tx, Actor actor, MemberId id, Member.Status status);
}
