package io.wanpu.server.demo.picture;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A vector drawing, 800 units wide and high: a small part of SVG (groups, paths, rectangles,
 * circles, ellipses, {@code use}), whose colours are names of a {@link Palette}.
 *
 * <p>Words and fonts do not occur, so that it looks the same on every machine.
 */
public final class Drawing {
  private static final double SIDE = 800;
  private static final float QUALITY = 0.9f;
  private static final Pattern TRANSFORM = Pattern.compile("(\\w+)\\(([^)]*)\\)");

  private final Element root;
  private final Map<String, Element> named = new HashMap<>();

  private Drawing(Element root) {
    this.root = root;
    register(root);
  }

  /** Reads a drawing of the demo by its name. */
  public static Drawing named(String name) {
    try (var in = Drawing.class.getResourceAsStream("/demo/pictures/" + name + ".svg")) {
      if (in == null) {
        throw new IllegalArgumentException("no such drawing: " + name);
      }
      return new Drawing(parse(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Element parse(InputStream in) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalArgumentException("not a drawing", e);
    }
  }

  private void register(Element element) {
    if (element.hasAttribute("id")) {
      named.put(element.getAttribute("id"), element);
    }
    for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        register(inner);
      }
    }
  }

  /** The picture as JPEG. */
  public byte[] jpeg(Palette palette, int side) {
    return encoded(paint(palette, side));
  }

  private BufferedImage paint(Palette palette, int side) {
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.scale(side / SIDE, side / SIDE);
      stage(g, palette);
      children(g, palette, root, 1);
    } finally {
      g.dispose();
    }
    return image;
  }

  /** What pictures have in common: a wall, a disc of light and, unless it hangs, a table. */
  private void stage(Graphics2D g, Palette palette) {
    g.setColor(palette.colour("ground"));
    g.fill(new Rectangle2D.Double(0, 0, SIDE, SIDE));
    g.setColor(palette.colour("ground+4"));
    g.fill(new Ellipse2D.Double(120, 90, 560, 560));
    if (!root.getAttribute("stage").equals("wall")) {
      g.setColor(palette.colour("ground-1"));
      g.fill(new Rectangle2D.Double(0, 610, SIDE, SIDE - 610));
    }
  }

  private void children(Graphics2D g, Palette palette, Element parent, double opacity) {
    for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && !element.getTagName().equals("defs")) {
        paint((Graphics2D) g.create(), palette, element, opacity);
      }
    }
  }

  private void paint(Graphics2D g, Palette palette, Element element, double opacity) {
    try {
      g.transform(transform(element.getAttribute("transform")));
      if (element.hasAttribute("clip")) {
        g.clip(shape(find(element.getAttribute("clip"))));
      }
      var visible = opacity * number(element, "opacity", 1);
      switch (element.getTagName()) {
        case "g" -> children(g, palette, element, visible);
        case "use" -> {
          var used = find(element.getAttribute("href").substring(1));
          if (used.getTagName().equals("g")) {
            children(g, palette, used, visible);
          } else {
            paint((Graphics2D) g.create(), palette, used, visible);
          }
        }
        default -> fill(g, palette, element, visible);
      }
    } finally {
      g.dispose();
    }
  }

  private static void fill(Graphics2D g, Palette palette, Element element, double opacity) {
    var shape = shape(element);
    g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
    if (element.hasAttribute("fill")) {
      g.setColor(palette.colour(element.getAttribute("fill")));
      g.fill(shape);
    }
    if (element.hasAttribute("stroke")) {
      var width = (float) number(element, "stroke-width", 6);
      var dash = element.getAttribute("stroke-dasharray");
      g.setStroke(
          dash.isEmpty()
              ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
              : new BasicStroke(
                  width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, dashes(dash), 0));
      g.setColor(palette.colour(element.getAttribute("stroke")));
      g.draw(shape);
    }
  }

  private static float[] dashes(String text) {
    var parts = text.trim().split("[ ,]+");
    var lengths = new float[parts.length];
    for (var i = 0; i < parts.length; i++) {
      lengths[i] = Float.parseFloat(parts[i]);
    }
    return lengths;
  }

  private Element find(String id) {
    var found = named.get(id);
    if (found == null) {
      throw new IllegalArgumentException("nothing is called " + id);
    }
    return found;
  }

  private static Shape shape(Element element) {
    return switch (element.getTagName()) {
      case "path" -> Outline.of(element.getAttribute("d"));
      case "rect" -> {
        var round = 2 * number(element, "rx", 0);
        yield new RoundRectangle2D.Double(
            number(element, "x", 0),
            number(element, "y", 0),
            number(element, "width", 0),
            number(element, "height", 0),
            round,
            round);
      }
      case "circle" -> ellipse(element, number(element, "r", 0), number(element, "r", 0));
      case "ellipse" -> ellipse(element, number(element, "rx", 0), number(element, "ry", 0));
      default -> throw new IllegalArgumentException("no such shape: " + element.getTagName());
    };
  }

  private static Shape ellipse(Element element, double rx, double ry) {
    return new Ellipse2D.Double(
        number(element, "cx", 0) - rx, number(element, "cy", 0) - ry, 2 * rx, 2 * ry);
  }

  private static double number(Element element, String name, double otherwise) {
    var text = element.getAttribute(name);
    return text.isEmpty() ? otherwise : Double.parseDouble(text);
  }

  private static AffineTransform transform(String text) {
    var all = new AffineTransform();
    var found = TRANSFORM.matcher(text);
    while (found.find()) {
      var numbers = found.group(2).trim().split("[ ,]+");
      var a = Double.parseDouble(numbers[0]);
      var b = numbers.length > 1 ? Double.parseDouble(numbers[1]) : Double.NaN;
      switch (found.group(1)) {
        case "translate" -> all.translate(a, Double.isNaN(b) ? 0 : b);
        case "scale" -> all.scale(a, Double.isNaN(b) ? a : b);
        case "rotate" -> {
          if (numbers.length == 3) {
            all.rotate(Math.toRadians(a), b, Double.parseDouble(numbers[2]));
          } else {
            all.rotate(Math.toRadians(a));
          }
        }
        default -> throw new IllegalArgumentException("no such transform: " + found.group(1));
      }
    }
    return all;
  }

  private static byte[] encoded(BufferedImage image) {
    var bytes = new ByteArrayOutputStream(64 * 1024);
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
