package io.wanpu.miniprogram.design;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A block of a decorated page.
 *
 * @param plugin who brings it, {@code core} for the core's
 * @param type names it among the plugin's blocks
 * @param version of the props
 * @param props what the block shows, as its type declares it
 */
public record Block(String plugin, String type, int version, ObjectNode props) {
  /** Who brings the core's blocks. */
  public static final String CORE = "core";
}
