package io.wanpu.kernel.order;

import io.wanpu.api.id.MemberId;
import java.util.Collection;
import java.util.Map;

/** Addresses of members. */
@FunctionalInterface
public interface AddressBook {
  /**
   * Which address of whom.
   *
   * @param address what a request says
   */
  record Wanted(MemberId member, String address) {}

  /** Those that exist, each only if it is that member's. */
  Map<Wanted, DeliveryAddress> find(Collection<Wanted> wanted);
}
