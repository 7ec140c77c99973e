package io.wanpu.launcher.wechat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * A picture that looks like a mini-program code and is different for every scene; no scanner reads
 * it.
 */
final class CodePicture {
  private static final int SIZE = 280;
  private static final int RAYS = 64;

  private CodePicture() {}

  static byte[] of(byte[] seed) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, SIZE, SIZE);
    canvas.setColor(new Color(0x07C160));
    canvas.fillOval(SIZE / 2 - 40, SIZE / 2 - 40, 80, 80);
    canvas.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.setColor(Color.BLACK);
    for (int ray = 0; ray < RAYS; ray++) {
      double angle = 2 * Math.PI * ray / RAYS;
      double outer = 60 + (seed[ray % seed.length] >> (ray / seed.length) & 7) * 10;
      canvas.drawLine(x(angle, 56), y(angle, 56), x(angle, outer), y(angle, outer));
    }
    canvas.dispose();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int x(double angle, double radius) {
    return (int) (SIZE / 2 + Math.cos(angle) * radius);
  }

  private static int y(double angle, double radius) {
    return (int) (SIZE / 2 + Math.sin(angle) * radius);
  }
}
