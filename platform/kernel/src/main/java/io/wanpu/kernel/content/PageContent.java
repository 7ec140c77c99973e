package io.wanpu.kernel.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a page shows.
 *
 * @param title above the page; may be empty
 */
public record PageContent(String title, List<StoredBlock> blocks) {
  /** Most blocks of a page. */
  public static final int MOST_BLOCKS = 60;

  /** Most bytes of a page's blocks, as JSON. */
  public static final int MOST_BYTES = 256 * 1024;

  /** Most characters of a title. */
  public static final int LONGEST_TITLE = 40;

  private static final int LATEST_VERSION = 10_000;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public PageContent {
    blocks = List.copyOf(blocks);
  }

  /**
   * The same with a tidy title.
   *
   * @throws MallException 422 naming the fields, {@code content.too_many_blocks}; 413 {@code
   *     content.page_too_large}
   */
  public PageContent checked() {
    if (blocks.size() > MOST_BLOCKS) {
      throw new MallException(ErrorKind.INVALID, "content.too_many_blocks", Arg.count(MOST_BLOCKS));
    }
    var fields = new Fields();
    var tidy = fields.line("title", title, 0, LONGEST_TITLE);
    fields.orThrow();
    for (var block : blocks) {
      if (!NAME.matcher(block.plugin()).matches()
          || !NAME.matcher(block.type()).matches()
          || block.version() < 1
          || block.version() > LATEST_VERSION) {
        throw broken();
      }
    }
    if (json().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new MallException(
          ErrorKind.TOO_LARGE, "content.page_too_large", Arg.count(MOST_BYTES / 1024));
    }
    return new PageContent(tidy, blocks);
  }

  /** The blocks as JSON. */
  public String json() {
    return Json.write(blocks);
  }

  /** Blocks that we have written. */
  static List<StoredBlock> blocks(String json) {
    return blocks(Json.tree(json));
  }

  /**
   * Blocks that somebody has sent.
   *
   * @throws MallException 422 {@code content.broken_block} when they are none
   */
  public static List<StoredBlock> blocks(JsonNode sent) {
    if (!(sent instanceof ArrayNode array)) {
      throw broken();
    }
    var blocks = new ArrayList<StoredBlock>();
    for (var node : array) {
      if (node.path("plugin").isTextual()
          && node.path("type").isTextual()
          && node.path("version").isInt()
          && node.path("props") instanceof ObjectNode props) {
        blocks.add(
            new StoredBlock(
                node.path("plugin").textValue(),
                node.path("type").textValue(),
                node.path("version").intValue(),
                props));
      } else {
        throw broken();
      }
    }
    return blocks;
  }

  /** A page with nothing on it. */
  public static PageContent blank(String title) {
    return new PageContent(title, List.of());
  }

  /** Settings of a block that has none. */
  public static ObjectNode noProps() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static MallException broken() {
    return new MallException(ErrorKind.INVALID, "content.broken_block");
  }

  /** A page as it is read from its row. */
  public static PageContent stored(String title, String blocks) {
    return new PageContent(title, blocks(blocks));
  }
}
