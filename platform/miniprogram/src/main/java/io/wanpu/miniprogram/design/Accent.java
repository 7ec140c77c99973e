package io.wanpu.miniprogram.design;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The one colour that says "do this", as a shop chooses it. What is written on it is white, and it
 * is written with on light ground, so it must be dark enough to be read.
 *
 * @param hex {@code #rrggbb}
 */
public record Accent(String hex) {
  /** Contrast of ordinary text, WCAG 2.2 success criterion 1.4.3, level AA. */
  public static final double READABLE = 4.5;

  private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final double WHITE = 1;
  private static final double TINT = 0.09;

  public Accent {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(hex + " is no colour like #a8432a");
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /** Contrast with white, 1 to 21: (L1 + 0.05) / (L2 + 0.05), WCAG 2.2 "contrast ratio". */
  public double contrast() {
    return (WHITE + 0.05) / (luminance(channels()) + 0.05);
  }

  /** Whether white text on it, and it as text on white, can be read. */
  public boolean isReadable() {
    return contrast() >= READABLE;
  }

  /** The theme's tokens that follow from it. */
  public Map<String, String> tokens() {
    var soft = mixed(channels(), 255, 1 - TINT);
    var text = channels();
    // on its own tint it needs to be a little darker than on white
    while (ratio(luminance(soft), luminance(text)) < READABLE) {
      text = mixed(text, 0, 0.06);
    }
    return Map.of(
        "accent",
        hex,
        "on-accent",
        "#ffffff",
        "accent-soft",
        written(soft),
        "accent-text",
        written(text));
  }

  private int[] channels() {
    var rgb = Integer.parseInt(hex.substring(1), 16);
    return new int[] {rgb >> 16, rgb >> 8 & 255, rgb & 255};
  }

  private static int[] mixed(int[] colour, int with, double share) {
    var mixed = new int[3];
    for (var i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(colour[i] * (1 - share) + with * share);
    }
    return mixed;
  }

  private static String written(int[] colour) {
    return "#%02x%02x%02x".formatted(colour[0], colour[1], colour[2]);
  }

  private static double ratio(double lighter, double darker) {
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** WCAG 2.2 "relative luminance". */
  private static double luminance(int[] colour) {
    return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
  }

  private static double linear(int channel) {
    var c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
