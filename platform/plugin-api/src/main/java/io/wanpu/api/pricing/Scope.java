package io.wanpu.api.pricing;

import java.util.List;

/**
 * The lines that a promotion on the order is about.
 *
 * @param lines numbers of the lines, ascending
 * @param subtotal their list totals, minor units: what a proposal may look at. The kernel computes
 *     on the running totals
 */
public record Scope(List<Integer> lines, long subtotal) {
  public Scope {
    lines = List.copyOf(lines);
  }

  static Scope of(List<CartLine> lines) {
    return new Scope(
        lines.stream().map(CartLine::no).sorted().toList(),
        lines.stream().mapToLong(CartLine::listTotal).reduce(0, Math::addExact));
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }
}
