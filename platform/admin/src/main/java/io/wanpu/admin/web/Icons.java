package io.wanpu.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tabler's icons as a style sheet of those that are used: the whole font would be three times what
 * a first visit may weigh. An icon is a mask over the colour of the text around it.
 */
final class Icons {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern USE = Pattern.compile("\\bti-([a-z0-9-]{1,40})");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final int MOST = 60;

  private final Set<String> usual;

  Icons() {
    try (var in = Icons.class.getClassLoader().getResourceAsStream("assets/icons.txt")) {
      if (in == null) {
        throw new IllegalStateException("no list of icons");
      }
      this.usual =
          new TreeSet<>(
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .lines()
                  .filter(line -> !line.isBlank())
                  .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The style sheet that every page has. */
  byte[] usual() {
    return sheet(usual).getBytes(StandardCharsets.UTF_8);
  }

  /** Names that the usual sheet does not have; what can't be a name is left out. */
  Set<String> unusual(Collection<String> names) {
    var others = new TreeSet<String>();
    for (var name : names) {
      if (NAME.matcher(name).matches() && !usual.contains(name) && others.size() < MOST) {
        others.add(name);
      }
    }
    return others;
  }

  /** Icons that a template uses by their class. */
  static Set<String> in(String template) {
    var found = new TreeSet<String>();
    USE.matcher(template).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  /** The sheet of these names; unknown ones are left out. */
  String sheet(Collection<String> names) {
    var css = new StringBuilder();
    for (var name : names) {
      svg(name)
          .ifPresent(
              svg ->
                  css.append(".ti-")
                      .append(name)
                      .append("{--i:url(\"data:image/svg+xml,")
                      .append(svg)
                      .append("\")}\n"));
    }
    return css.toString();
  }

  private static Optional<String> svg(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (var in = Icons.class.getClassLoader().getResourceAsStream("icons/" + name + ".svg")) {
      if (in == null) {
        return Optional.empty();
      }
      var text =
          COMMENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)).replaceAll("");
      var tidy =
          text.replaceAll("\\s+", " ")
              .replaceAll(" (width|height|class)=\"[^\"]*\"", "")
              .replace("currentColor", "black")
              .replace("> <", "><")
              .replace('"', '\'')
              .strip();
      return Optional.of(escaped(tidy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String svg) {
    var out = new StringBuilder(svg.length() + 40);
    for (var i = 0; i < svg.length(); i++) {
      var c = svg.charAt(i);
      if (c == '#' || c == '%' || c == '<' || c == '>' || c > 126) {
        out.append(URLEncoder.encode(String.valueOf(c), StandardCharsets.UTF_8));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
