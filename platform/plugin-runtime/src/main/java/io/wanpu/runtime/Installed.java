package io.wanpu.runtime;

import io.wanpu.runtime.call.Health;
import io.wanpu.runtime.manifest.Manifest;
import io.wanpu.runtime.store.Seen;
import io.wanpu.runtime.store.Wished;
import java.util.List;
import java.util.Optional;

/**
 * A plugin of the mall, for the operator.
 *
 * @param wished what the operator wants
 * @param manifest of the version that serves on this node
 * @param nodes how it stands on the nodes that run now
 * @param health how it fares on this node
 */
public record Installed(
    Wished wished, Optional<Manifest> manifest, List<Seen> nodes, Optional<Health> health) {
  /** Whether each node that runs has answered the latest wish. */
  public boolean isSettled() {
    return !nodes.isEmpty()
        && nodes.stream().allMatch(node -> node.revision() >= wished.revision());
  }
}
