package io.wanpu.server.demo.picture;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the path language of SVG, without arcs. */
final class Outline {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|-?\\d*\\.?\\d+");

  private final List<String> tokens = new ArrayList<>();
  private final Path2D path = new Path2D.Double();
  private int at;
  private double x;
  private double y;

  private Outline(String text) {
    var found = TOKEN.matcher(text);
    while (found.find()) {
      tokens.add(found.group());
    }
  }

  /** The path of a {@code d} attribute. */
  static Path2D of(String text) {
    return new Outline(text).read();
  }

  private Path2D read() {
    var command = ' ';
    while (at < tokens.size()) {
      if (Character.isLetter(tokens.get(at).charAt(0))) {
        command = tokens.get(at++).charAt(0);
      }
      step(command);
    }
    return path;
  }

  private void step(char command) {
    var relative = Character.isLowerCase(command);
    var originX = relative ? x : 0;
    var originY = relative ? y : 0;
    switch (Character.toUpperCase(command)) {
      case 'M' -> {
        move(originX + next(), originY + next());
        path.moveTo(x, y);
      }
      case 'L' -> {
        move(originX + next(), originY + next());
        path.lineTo(x, y);
      }
      case 'H' -> {
        move(originX + next(), y);
        path.lineTo(x, y);
      }
      case 'V' -> {
        move(x, originY + next());
        path.lineTo(x, y);
      }
      case 'C' -> {
        var x1 = originX + next();
        var y1 = originY + next();
        var x2 = originX + next();
        var y2 = originY + next();
        move(originX + next(), originY + next());
        path.curveTo(x1, y1, x2, y2, x, y);
      }
      case 'Q' -> {
        var x1 = originX + next();
        var y1 = originY + next();
        move(originX + next(), originY + next());
        path.quadTo(x1, y1, x, y);
      }
      case 'Z' -> {
        path.closePath();
        move(path.getCurrentPoint().getX(), path.getCurrentPoint().getY());
      }
      default -> throw new IllegalArgumentException("no such step in a path: " + command);
    }
  }

  private void move(double toX, double toY) {
    x = toX;
    y = toY;
  }

  private double next() {
    return Double.parseDouble(tokens.get(at++));
  }
}
