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
 *     line or order: the best for the shopper. Without a group it stacks with everything
 */
public record Source(
    ActivityId activity, Text name, int priority, Optional<String> exclusionGroup) {}
