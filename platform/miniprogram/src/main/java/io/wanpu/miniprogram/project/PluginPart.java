package io.wanpu.miniprogram.project;

import io.wanpu.kernel.shared.Digests;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plugin brings to the storefront.
 *
 * @param plugin its id
 * @param content differs between versions of its files
 * @param files by path within its {@code miniprogram/} folder
 */
public record PluginPart(String plugin, String content, SortedMap<String, byte[]> files) {
  /** The file that lists pages and blocks. */
  public static final String MANIFEST = "miniprogram.json";

  public PluginPart {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** With files that were never loaded from a jar. */
  public static PluginPart of(String plugin, SortedMap<String, byte[]> files) {
    var hashed = new StringBuilder();
    files.forEach(
        (path, content) ->
            hashed
                .append(path)
                .append('\0')
                .append(HexFormat.of().formatHex(Digests.sha256(content))));
    return new PluginPart(
        plugin, HexFormat.of().formatHex(Digests.sha256(hashed.toString()), 0, 16), files);
  }
}
