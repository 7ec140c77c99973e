package io.wanpu.kernel.member;

import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.audit.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words of the shop's own for its members. Members never see them. */
public interface MemberTags {
  /** Most tags of one member. */
  int MOST = 20;

  /** A tag. @param members how many carry it */
  record Tag(String name, int members) {}

  /** The shop's tags, the most carried first; at most 200. */
  List<Tag> all();

  /** Tags of these members; who has none is not in it. */
  Map<MemberId, List<String>> of(Collection<MemberId> members);

  /**
   * Gives a member exactly these tags.
   *
   * @throws io.wanpu.api.error.MallException 422 naming {@code tags}; 404 {@code member.unknown}
   */
  void set(Actor actor, MemberId member, Set<String> tags);

  /**
   * Gives several members one more tag; who has {@value #MOST} already is left out, and so is who
   * is not of this shop.
   *
   * @return how many have it now that had it not
   */
  int add(Actor actor, List<MemberId> members, String tag);
}
