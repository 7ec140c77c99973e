package io.wanpu.kernel.content;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A block of a page as it is kept, whatever its plugin makes of it.
 *
 * @param plugin who brings it, {@code core} for those of the mall
 * @param type names it among the plugin's blocks
 * @param version of the settings
 * @param props the settings
 */
public record StoredBlock(String plugin, String type, int version, ObjectNode props) {}
