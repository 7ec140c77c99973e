package io.wanpu.miniprogram.style;

import java.util.ArrayList;
import java.util.List;

/** Lists of selectors. */
public final class Selectors {
  private Selectors() {}

  /** The selectors of a list; commas in brackets do not part them. */
  public static List<String> split(String list) {
    var parts = new ArrayList<String>();
    var depth = 0;
    var start = 0;
    for (var i = 0; i < list.length(); i++) {
      switch (list.charAt(i)) {
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(list.substring(start, i).strip());
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(list.substring(start).strip());
    return parts;
  }
}
