package io.wanpu.miniprogram.first;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What the shop's interface says to somebody who is not known. */
public interface Answers {
  /**
   * The answer at an address below the shop's, {@code products?limit=10}, written as the storefront
   * asks; empty when only the interface itself can tell.
   */
  Optional<JsonNode> at(String path);
}
