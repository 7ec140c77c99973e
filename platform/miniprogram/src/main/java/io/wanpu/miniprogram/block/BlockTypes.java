package io.wanpu.miniprogram.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.kernel.shared.Json;
import io.wanpu.miniprogram.design.Block;
import io.wanpu.miniprogram.project.PluginPart;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.block.BlockDesk;
import io.wanpu.runtime.json.Constraints;
import io.wanpu.runtime.load.LoadedPlugin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The kinds of blocks that the shop of the call may put on its pages: those of the mall, and those
 * of the plugins that serve it.
 */
public final class BlockTypes {
  /** Our own code needs no watching. */
  private static final BlockDesk.Asking DIRECTLY =
      new BlockDesk.Asking() {
        @Override
        public <T> T ask(Callable<T> question) {
          try {
            return question.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Mall mall;
  private final Constraints constraints = new Constraints();
  private final Map<String, BlockDesk> chinese;
  private final Map<String, BlockDesk> english;
  private final Cache<String, Brought> brought = Caffeine.newBuilder().maximumSize(500).build();

  /** What a plugin's files name. */
  private record Brought(List<String> blocks, List<String> pages) {}

  public BlockTypes(Mall mall) {
    this.mall = mall;
    this.chinese = desks(false);
    this.english = desks(true);
  }

  private Map<String, BlockDesk> desks(boolean english) {
    var desks = new LinkedHashMap<String, BlockDesk>();
    CoreBlocks.all(english).forEach(kind -> desks.put(kind.type(), desk(kind)));
    return desks;
  }

  private Map<String, BlockDesk> core() {
    return mall.tenants().current().language().getLanguage().equals("en") ? english : chinese;
  }

  private <P extends Record> BlockDesk desk(CoreBlocks.Kind<P> kind) {
    return BlockDesk.of(Block.CORE, kind, Json.mapper(), constraints, DIRECTLY);
  }

  /** All of them, in the order in which the designer offers them. */
  public List<BlockDesk> all() {
    var all = new ArrayList<>(core().values());
    for (var plugin : mall.plugins().serving()) {
      brought(plugin).blocks().forEach(type -> all.add(desk(plugin, type)));
    }
    return all;
  }

  /** A kind of block; empty when nobody brings it to this shop at present. */
  public Optional<BlockDesk> find(String plugin, String type) {
    return plugin.equals(Block.CORE)
        ? Optional.ofNullable(core().get(type))
        : mall.plugins().serving().stream()
            .filter(each -> each.manifest().id().equals(plugin))
            .filter(each -> brought(each).blocks().contains(type))
            .findFirst()
            .map(each -> desk(each, type));
  }

  private BlockDesk desk(LoadedPlugin plugin, String type) {
    var own = plugin.blocks().get(type);
    return own != null ? own : BlockDesk.bare(plugin.manifest().id(), type, constraints);
  }

  /** Pages that a plugin brings to this shop, by their path in its files. */
  public List<String> pages(String plugin) {
    return mall.plugins().serving().stream()
        .filter(each -> each.manifest().id().equals(plugin))
        .findFirst()
        .map(each -> brought(each).pages())
        .orElse(List.of());
  }

  private Brought brought(LoadedPlugin plugin) {
    return brought.get(plugin.sha256().toString(), key -> read(plugin));
  }

  private static Brought read(LoadedPlugin plugin) {
    var file =
        plugin.manifest().miniprogram().orElse("miniprogram").replaceFirst("/*$", "/")
            + PluginPart.MANIFEST;
    var blocks = new ArrayList<String>();
    var pages = new ArrayList<String>();
    plugin
        .resource(file)
        .map(content -> tree(new String(content, StandardCharsets.UTF_8)))
        .ifPresent(
            manifest -> {
              manifest.path("blocks").fieldNames().forEachRemaining(blocks::add);
              manifest.path("pages").forEach(page -> pages.add(page.asText()));
            });
    return new Brought(List.copyOf(blocks), List.copyOf(pages));
  }

  /** The generator tells what is wrong with it. */
  private static JsonNode tree(String json) {
    try {
      return Json.tree(json);
    } catch (RuntimeException broken) {
      return Json.mapper().createObjectNode();
    }
  }
}
