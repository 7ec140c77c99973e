package io.wanpu.api.pricing;

import io.wanpu.api.id.ActivityId;
import io.wanpu.api.text.Text;
import java.util.Optional;

/**
 * Where a proposal comes from and how it gets along with others.
 *
 * @param activity run of the promotion
 * @param name shown in the explanation
 * @param priority higher is applied first within its stage
 * @param exclusionGroup of the proposals with the same group, at most one is applied to the same
 *     line or order: the best for the shopper. A discount on a line touches its line, one on the
 *     order the lines in its scope, and freight, gifts and points touch the whole order; what one
 *     activity proposes at different stages (a discount and a gift, say) comes together. Without a
 *     group it stacks with everything
 */
public record Source(
    ActivityId activity, Text name, int priority, Optional<String> exclusionGroup) {}
