package io.wanpu.server.demo.picture;

import java.awt.Color;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Named colours of a picture. Drawings speak of {@code main}, {@code second}, {@code ground} and
 * the like; {@code main-2} is 20 % darker, {@code main+3} goes 30 % of the way to white.
 */
public final class Palette {
  private static final Pattern TONE = Pattern.compile("([a-z]+)(?:([+-])(\\d))?");
  private static final Map<String, Color> STANDARD =
      Map.of(
          "main", Color.decode("#6b8f71"),
          "second", Color.decode("#efe6d4"),
          "accent", Color.decode("#b5533c"),
          "ground", Color.decode("#eef0e8"),
          "wood", Color.decode("#b98a5e"),
          "white", Color.decode("#fffdf8"),
          "ink", Color.decode("#3b3a36"),
          "leaf", Color.decode("#6f8f4a"),
          "tea", Color.decode("#c9953a"),
          "sky", Color.decode("#8fb0c4"));

  private final Map<String, Color> colours = new TreeMap<>(STANDARD);

  /**
   * @param named {@code #rrggbb} by name, over the standard colours
   */
  public Palette(Map<String, String> named) {
    named.forEach((name, hex) -> colours.put(name, Color.decode(hex)));
  }

  /** The colour of {@code #rrggbb}, a name, or a name with a tone. */
  Color colour(String expression) {
    if (expression.startsWith("#")) {
      return Color.decode(expression);
    }
    var tone = TONE.matcher(expression);
    if (!tone.matches() || !colours.containsKey(tone.group(1))) {
      throw new IllegalArgumentException("no such colour: " + expression);
    }
    var colour = colours.get(tone.group(1));
    if (tone.group(2) == null) {
      return colour;
    }
    var way = Integer.parseInt(tone.group(3)) / 10.0;
    return tone.group(2).equals("+") ? mixed(colour, 255, way) : mixed(colour, 0, way);
  }

  private static Color mixed(Color from, int to, double way) {
    return new Color(
        channel(from.getRed(), to, way),
        channel(from.getGreen(), to, way),
        channel(from.getBlue(), to, way));
  }

  private static int channel(int from, int to, double way) {
    return (int) Math.round(from + (to - from) * way);
  }
}
