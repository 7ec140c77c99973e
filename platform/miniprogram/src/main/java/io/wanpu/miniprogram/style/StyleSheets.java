package io.wanpu.miniprogram.style;

import io.wanpu.miniprogram.project.ProjectPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * WXSS to CSS: imports are put in their place, {@code rpx} become shares of the frame's width,
 * built-in tags and {@code page} get their names in the document, and rules reach what their file
 * may reach.
 */
public final class StyleSheets {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern IMPORT =
      Pattern.compile("@import\\s+(?:url\\()?\\s*['\"]?([^'\")]+)['\"]?\\s*\\)?\\s*;?");
  private static final Pattern LENGTH =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|url\\([^)]*\\)|(?<![\\w-])(-?(?:\\d*\\.)?\\d+)(rpx|vw|vh)\\b");
  private static final BigDecimal WIDTH = BigDecimal.valueOf(750);
  private static final Set<String> TAGS =
      Set.of(
          ("view text image button input textarea scroll-view swiper swiper-item picker picker-view picker-view-column icon switch checkbox"
                  + " checkbox-group radio radio-group form label navigator rich-text progress slider page cover-view cover-image"
                  + " root-portal page-meta navigation-bar canvas video live-player audio map web-view movable-area movable-view"
                  + " match-media share-element page-container")
              .split(" "));
  private static final Pattern PART =
      Pattern.compile(
          "(\\[[^\\]]*\\])|(:host)|\\.((?:[\\w-]|[^\\x00-\\x7f]|\\\\.)+)|#((?:[\\w-])+)|(::?[\\w-]+)|([a-zA-Z][\\w-]*)|(\\*)");

  private StyleSheets() {}

  /**
   * The text of a file with the files that it imports in their place, each once, comments left out.
   *
   * @param files text by path; null when there is none
   */
  public static String inlined(String path, Function<String, @Nullable String> files) {
    return inlined(path, files, new HashSet<>());
  }

  private static String inlined(
      String path, Function<String, @Nullable String> files, Set<String> seen) {
    var source = seen.add(path) ? files.apply(path) : null;
    if (source == null) {
      return "";
    }
    return IMPORT
        .matcher(COMMENT.matcher(source).replaceAll(""))
        .replaceAll(
            match ->
                java.util.regex.Matcher.quoteReplacement(
                    inlined(ProjectPath.join(path, match.group(1).strip()), files, seen)));
  }

  /** Lengths of the mini-program as shares of the frame; strings and addresses stay. */
  static String lengths(String text) {
    if (!text.contains("rpx") && !text.contains("vw") && !text.contains("vh")) {
      return text;
    }
    return LENGTH
        .matcher(text)
        .replaceAll(
            match ->
                java.util.regex.Matcher.quoteReplacement(
                    match.group(1) == null
                        ? match.group()
                        : length(match.group(1), match.group(2))));
  }

  private static String length(String number, String unit) {
    return switch (unit) {
      case "rpx" -> {
        var share =
            new BigDecimal(number)
                .multiply(BigDecimal.valueOf(100))
                .divide(WIDTH, 4, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        yield share.signum() == 0 ? "0" : share.toPlainString() + "cqw";
      }
      case "vw" -> number + "cqw";
      default -> number + "cqh";
    };
  }

  /** CSS of a style sheet whose imports are in place. */
  public static String compile(String source, StyleScope scope) {
    return new Pass(source, scope).run();
  }

  /** One pass over a style sheet. */
  private static final class Pass {
    private final String source;
    private final StyleScope scope;
    private final StringBuilder out;
    private final StringBuilder pending = new StringBuilder();
    private final Deque<Boolean> rulesInside = new ArrayDeque<>();

    Pass(String source, StyleScope scope) {
      this.source = source;
      this.scope = scope;
      this.out = new StringBuilder(source.length() + source.length() / 4);
    }

    String run() {
      for (var i = 0; i < source.length(); i++) {
        var c = source.charAt(i);
        switch (c) {
          case '"', '\'' -> i = copyTo(i, quoteEnd(i));
          case '(' -> {
            if (endsWithUrl()) {
              var end = source.indexOf(')', i);
              i = copyTo(i, end < 0 ? source.length() - 1 : end);
            } else {
              pending.append(c);
            }
          }
          case '{' -> open();
          case '}' -> {
            flush();
            out.append('}');
            if (!rulesInside.isEmpty()) {
              rulesInside.pop();
            }
          }
          case ';' -> {
            flush();
            out.append(';');
          }
          case '\n', '\r', '\t' -> space();
          case ' ' -> space();
          default -> pending.append(c);
        }
      }
      flush();
      return out.toString();
    }

    private void space() {
      if (!pending.isEmpty() && pending.charAt(pending.length() - 1) != ' ') {
        pending.append(' ');
      }
    }

    private int quoteEnd(int start) {
      for (var i = start + 1; i < source.length(); i++) {
        if (source.charAt(i) == '\\') {
          i++;
        } else if (source.charAt(i) == source.charAt(start)) {
          return i;
        }
      }
      return source.length() - 1;
    }

    private int copyTo(int from, int to) {
      pending.append(source, from, to + 1);
      return to;
    }

    private boolean endsWithUrl() {
      return pending.length() >= 3
          && pending.substring(pending.length() - 3).equalsIgnoreCase("url");
    }

    private void open() {
      var head = pending.toString().strip();
      pending.setLength(0);
      if (head.startsWith("@")) {
        out.append(head).append('{');
        rulesInside.push(head.matches("@(media|supports|layer|container).*"));
      } else {
        var inKeyframes = rulesInside.stream().anyMatch(rules -> !rules);
        out.append(inKeyframes ? head : selectors(head)).append('{');
        rulesInside.push(false);
      }
    }

    private void flush() {
      out.append(lengths(pending.toString().strip()));
      pending.setLength(0);
    }

    private String selectors(String list) {
      return Selectors.split(list).stream().map(this::selector).collect(Collectors.joining(","));
    }

    private String selector(String selector) {
      var own = new boolean[1];
      var named =
          PART.matcher(selector)
              .replaceAll(
                  match -> {
                    String replaced;
                    if (match.group(2) != null) {
                      own[0] = true;
                      replaced =
                          scope instanceof StyleScope.Component component
                              ? "[wx-host=\"" + component.name() + "\"]"
                              : "wx-page";
                    } else if (match.group(3) != null) {
                      own[0] = true;
                      replaced =
                          scope instanceof StyleScope.Component component
                              ? "." + component.name() + "--" + match.group(3)
                              : match.group();
                    } else if (match.group(4) != null) {
                      replaced = "[id$=\"--" + match.group(4) + "\"]";
                    } else if (match.group(6) != null && TAGS.contains(match.group(6))) {
                      replaced = "wx-" + match.group(6);
                    } else {
                      replaced = match.group();
                    }
                    return java.util.regex.Matcher.quoteReplacement(replaced);
                  });
      return switch (scope) {
        case StyleScope.Everywhere everywhere -> named;
        case StyleScope.Page page -> "[data-page=\"" + page.path() + "\"] " + named;
        case StyleScope.Component component ->
            own[0] || named.startsWith("wx-page")
                ? named
                : "[wx-host=\"" + component.name() + "\"] " + named;
      };
    }
  }
}
