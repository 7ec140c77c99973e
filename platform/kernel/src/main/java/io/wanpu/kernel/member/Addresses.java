package io.wanpu.kernel.member;

import io.wanpu.api.id.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of a member; nobody else's can be read or changed through them. */
public interface Addresses {
  /** How many one member may keep. */
  int MOST = 20;

  /** The preferred one first, then the latest. */
  List<Address> list(MemberId member);

  /**
   * Which address of whom.
   *
   * @param id its number
   */
  record Key(MemberId member, long id) {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    /** The key of an address by what a request says; empty when it can't be one. */
    public static Optional<Key> of(MemberId member, String id) {
      return NUMBER.matcher(id).matches()
          ? Optional.of(new Key(member, Long.parseLong(id)))
          : Optional.empty();
    }
  }

  /** One of hers. */
  Optional<Address> find(MemberId member, String id);

  /** Those that exist, each of the member that its key names. */
  Map<Key, Address> find(Collection<Key> keys);

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
