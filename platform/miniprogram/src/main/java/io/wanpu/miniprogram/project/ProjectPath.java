package io.wanpu.miniprogram.project;

import java.util.ArrayList;
import java.util.List;

/** Paths within a project: no leading slash, {@code /} between. */
public final class ProjectPath {
  private ProjectPath() {}

  /**
   * A path that {@code from} names, relative to its folder or, with a leading slash, to the root.
   */
  public static String join(String from, String named) {
    var parts = new ArrayList<String>();
    if (!named.startsWith("/")) {
      parts.addAll(List.of(from.split("/")));
      parts.removeLast();
    }
    for (var part : named.split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** The path without its ending. */
  public static String stem(String path) {
    var dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
  }
}
