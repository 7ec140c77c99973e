package io.wanpu.miniprogram.first;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A template, read. */
sealed interface Markup {
  /** An element; the root of a template has an empty tag. */
  record Element(String tag, Map<String, Words> attributes, List<Markup> children)
      implements Markup {
    @Nullable Words attribute(String name) {
      return attributes.get(name);
    }
  }

  /** Text, or the value of an attribute: words and expressions in turn. */
  record Words(List<Object> parts) implements Markup {
    private static final Pattern BRACES = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);

    static Words parse(String source) {
      var parts = new ArrayList<Object>();
      var matcher = BRACES.matcher(source);
      var end = 0;
      while (matcher.find()) {
        if (matcher.start() > end) {
          parts.add(source.substring(end, matcher.start()));
        }
        parts.add(Expression.parse(matcher.group(1)));
        end = matcher.end();
      }
      if (end < source.length()) {
        parts.add(source.substring(end));
      }
      return new Words(parts);
    }

    /** A single expression keeps its kind, everything else is a text. */
    @Nullable Object of(Function<String, @Nullable Object> names) {
      if (parts.size() == 1 && parts.getFirst() instanceof Expression only) {
        return only.of(names);
      }
      var text = new StringBuilder();
      for (var part : parts) {
        text.append(
            part instanceof Expression expression ? Values.text(expression.of(names)) : part);
      }
      return text.toString();
    }
  }

  Pattern TOKEN =
      Pattern.compile(
          "<!--.*?-->|</([\\w-]+)\\s*>|<([\\w-]+)((?:\\s+[\\w:.-]+(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'))?)*)\\s*(/?)>",
          Pattern.DOTALL);
  Pattern ATTRIBUTE =
      Pattern.compile("([\\w:.-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'))?", Pattern.DOTALL);

  /**
   * @throws Unpaintable when it is written otherwise than this reads
   */
  static Element parse(String source) {
    var root = new Element("", Map.of(), new ArrayList<>());
    var open = new ArrayDeque<Element>();
    open.push(root);
    var tokens = TOKEN.matcher(source);
    var end = 0;
    while (tokens.find()) {
      words(open, source.substring(end, tokens.start()));
      end = tokens.end();
      if (tokens.group(1) != null) {
        if (!open.pop().tag().equals(tokens.group(1)) || open.isEmpty()) {
          throw new Unpaintable("</" + tokens.group(1) + ">");
        }
      } else if (tokens.group(2) != null) {
        var element = new Element(tokens.group(2), attributes(tokens.group(3)), new ArrayList<>());
        inside(open).children().add(element);
        if (tokens.group(4).isEmpty()) {
          open.push(element);
        }
      }
    }
    words(open, source.substring(end));
    if (open.size() != 1) {
      throw new Unpaintable("a template without an end");
    }
    return root;
  }

  private static Element inside(ArrayDeque<Element> open) {
    var element = open.peek();
    if (element == null) {
      throw new Unpaintable("a template with two ends");
    }
    return element;
  }

  private static void words(ArrayDeque<Element> open, String text) {
    if (text.indexOf('<') >= 0) {
      throw new Unpaintable(text);
    }
    if (!text.isBlank()) {
      inside(open).children().add(Words.parse(unescaped(text)));
    }
  }

  private static Map<String, Words> attributes(String source) {
    var attributes = new LinkedHashMap<String, Words>();
    var matcher = ATTRIBUTE.matcher(source);
    while (matcher.find()) {
      var value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      attributes.put(
          matcher.group(1),
          value == null
              ? new Words(List.of(Expression.parse("true")))
              : Words.parse(unescaped(value)));
    }
    return attributes;
  }

  private static String unescaped(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&nbsp;", "\u00a0")
            .replace("&amp;", "&");
  }
}
