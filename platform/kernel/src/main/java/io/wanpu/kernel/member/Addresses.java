package io.wanpu.kernel.member;

import io.wanpu.api.id.MemberId;
import java.util.List;
import java.util.Optional;

/** Addresses of a member; nobody else's can be read or changed through them. */
public interface Addresses {
  /** How many one member may keep. */
  int MOST = 20;

  /** The preferred one first, then the latest. */
  List<Address> list(MemberId member);

  /** One of hers. */
  Optional<Address> find(MemberId member, String id);

  /**
   * Saves a new one. The first one is preferred by itself.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 409 {@code
   *     member.too_many_addresses}
   */
  Address add(MemberId member, Address address);

  /**
   * Changes one.
   *
   * @throws io.wanpu.api.error.MallException 422 naming the fields; 404 {@code
   *     member.address_unknown}
   */
  Address change(MemberId member, String id, Address address);

  /** Removes one. @throws io.wanpu.api.error.MallException 404 {@code member.address_unknown} */
  void remove(MemberId member, String id);
}
