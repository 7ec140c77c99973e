package io.wanpu.api.pricing;

import io.wanpu.api.text.Text;
import java.util.Optional;

/**
 * May refuse a checkout, e.g. because a member has bought too many. Called for previews and again
 * at submission.
 */
@FunctionalInterface
public interface CheckoutGuard {
  /** The reason to refuse, or empty. */
  Optional<Text> refuse(Cart cart);
}
