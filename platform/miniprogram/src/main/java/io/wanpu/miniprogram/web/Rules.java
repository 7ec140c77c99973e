package io.wanpu.miniprogram.web;

import io.wanpu.kernel.shared.Digests;
import io.wanpu.miniprogram.style.Selectors;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The style rules of a first page, of which a painting takes along those that it needs: a browser
 * reads no others before it shows something.
 */
public final class Rules {
  private static final Pattern NAME =
      Pattern.compile("[.#]([\\w-]+)|(?<![\\w.#:\\[=\"-])([a-z][\\w-]*)");
  private static final Pattern ASIDE = Pattern.compile("\\([^()]*\\)|\\[[^\\]]*\\]|::?[\\w-]+");
  private static final Pattern OWNER = Pattern.compile("\\[wx-host=\"([^\"]+)\"\\]");

  /** The rule by which the frame and what it shows are containers. */
  private static final String CONTAINERS = ".mp-frame,.mp-view{container-type:size}";

  /** Asks for more of a container than its width. */
  private static final Pattern OF_CONTAINER =
      Pattern.compile("\\d(?:cqh|cqb|cqmin|cqmax)\\b|@container");

  /** Where the frame is not as wide as the window. */
  private static final String FRAMED = "@media(min-width:600px)";

  private static final Pattern IN_PAGE =
      Pattern.compile("<([a-z][\\w-]*)|(?:class|wx-host)=\"([^\"]*)\"");

  /** What stands around a painting. */
  private static final Set<String> FRAME =
      Set.of(
          "html",
          "body",
          "div",
          "header",
          "h1",
          "main",
          "nav",
          "a",
          "img",
          "span",
          "noscript",
          "mp-frame",
          "mp-nav",
          "mp-title",
          "mp-view",
          "mp-first",
          "mp-tabs",
          "mp-tab",
          "mp-tab-text",
          "wx-page");

  private final List<Part> parts;

  private sealed interface Part {}

  /** Rules under one head. @param names what each selector asks for, all of which must be there */
  private record Rule(List<String> selectors, List<Set<String>> names, String body)
      implements Part {}

  /** Rules under a condition. */
  private record Group(String head, List<Part> parts) implements Part {}

  /** An animation or a font, wanted where it is named. */
  private record Named(String name, String text) implements Part {}

  /**
   * Rules that stand in a page.
   *
   * @param hash of the text, as a content security policy names it
   */
  public record Sheet(String css, String hash) {}

  private Rules(List<Part> parts) {
    this.parts = parts;
  }

  static Rules of(String css) {
    return new Rules(css.contains("<") ? List.of() : new Reading(css).parts());
  }

  /**
   * Those that a painting needs; empty when styles can't stand in a page. Widths that are a share
   * of a container are one of the window where there is no container, and without one a browser
   * knows all styles before it lays anything out: so a frame that fills the window is none yet.
   */
  public Sheet seenIn(String html) {
    var there = new HashSet<>(FRAME);
    var matcher = IN_PAGE.matcher(html);
    while (matcher.find()) {
      there.addAll(
          matcher.group(1) != null
              ? List.of(matcher.group(1))
              : List.of(matcher.group(2).split(" ")));
    }
    var css = new StringBuilder();
    write(parts, there, css);
    for (var part : parts) {
      if (part instanceof Named named && css.indexOf(named.name()) >= 0) {
        css.append(named.text());
      }
    }
    var text = css.toString();
    if (!OF_CONTAINER.matcher(text).find()) {
      text = text.replace(CONTAINERS, FRAMED + "{" + CONTAINERS + "}");
    }
    return new Sheet(
        text,
        text.isEmpty() ? "" : "sha256-" + Base64.getEncoder().encodeToString(Digests.sha256(text)));
  }

  private static void write(List<Part> parts, Set<String> there, StringBuilder css) {
    for (var part : parts) {
      switch (part) {
        case Rule rule -> write(rule, there, css);
        case Group group -> {
          var inside = new StringBuilder();
          write(group.parts(), there, inside);
          if (!inside.isEmpty()) {
            css.append(group.head()).append('{').append(inside).append('}');
          }
        }
        case Named named -> {}
      }
    }
  }

  private static void write(Rule rule, Set<String> there, StringBuilder css) {
    var before = css.length();
    for (var i = 0; i < rule.selectors().size(); i++) {
      if (there.containsAll(rule.names().get(i))) {
        css.append(css.length() > before ? "," : "").append(rule.selectors().get(i));
      }
    }
    if (css.length() > before) {
      css.append('{').append(rule.body()).append('}');
    }
  }

  /** Reads a style sheet. */
  private static final class Reading {
    private final String css;
    private int at;

    Reading(String css) {
      this.css = css;
    }

    List<Part> parts() {
      var parts = new ArrayList<Part>();
      for (var head = head(); !head.isEmpty(); head = head()) {
        if (head.startsWith("@media")
            || head.startsWith("@supports")
            || head.startsWith("@container")) {
          parts.add(new Group(head, parts()));
        } else if (head.startsWith("@")) {
          var name = head.substring(head.lastIndexOf(' ') + 1);
          parts.add(new Named(name, head + "{" + body() + "}"));
        } else {
          var selectors = Selectors.split(head);
          parts.add(new Rule(selectors, selectors.stream().map(Reading::names).toList(), body()));
        }
      }
      return parts;
    }

    /** What stands before the next brace; empty at the end, also at that of a group. */
    private String head() {
      var start = at;
      while (at < css.length()) {
        var c = css.charAt(at++);
        if (c == '{') {
          return css.substring(start, at - 1).strip();
        }
        if (c == '}') {
          return "";
        }
        if (c == ';') {
          start = at;
        } else if (c == '"' || c == '\'') {
          quoted(c);
        }
      }
      return "";
    }

    private String body() {
      var start = at;
      for (var depth = 1; at < css.length(); at++) {
        var c = css.charAt(at);
        if (c == '{') {
          depth++;
        } else if (c == '}' && --depth == 0) {
          return css.substring(start, at++).strip();
        } else if (c == '"' || c == '\'') {
          at++;
          quoted(c);
          at--;
        }
      }
      return css.substring(start);
    }

    private void quoted(char quote) {
      while (at < css.length()) {
        var c = css.charAt(at++);
        if (c == '\\') {
          at++;
        } else if (c == quote) {
          return;
        }
      }
    }

    /** Classes, elements and components that must be there for a selector to mean something. */
    private static Set<String> names(String selector) {
      var names = new HashSet<String>();
      var owner = OWNER.matcher(selector);
      while (owner.find()) {
        names.add(owner.group(1));
      }
      var matcher = NAME.matcher(ASIDE.matcher(selector).replaceAll(""));
      while (matcher.find()) {
        names.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
      }
      return names;
    }
  }
}
