package io.wanpu.kernel.order;

import io.wanpu.api.id.MemberId;
import java.util.Optional;

/** Addresses of members. */
@FunctionalInterface
public interface AddressBook {
  /** The address, if it is this member's. */
  Optional<DeliveryAddress> find(MemberId member, String address);
}
