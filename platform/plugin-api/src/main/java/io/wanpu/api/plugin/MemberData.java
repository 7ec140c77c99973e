package io.wanpu.api.plugin;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.MemberId;
import java.util.Map;

/** Export and erasure of what a plugin knows of a member (PIPL art. 45 and 47). */
public interface MemberData {
  /** Everything about the member, as plain maps, lists, strings and numbers. */
  Map<String, ?> export(MemberId member);

  /** Forgets the member; what the law makes the shop keep stays without the person. */
  void erase(Tx tx, MemberId member);
}
