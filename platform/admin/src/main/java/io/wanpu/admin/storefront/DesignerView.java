package io.wanpu.admin.storefront;

import io.wanpu.admin.kit.Cells;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.FieldError;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.content.StoredBlock;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.miniprogram.designer.PageDesigner;
import io.wanpu.miniprogram.designer.PreviewTokens.Seen;
import io.wanpu.runtime.block.BlockDesk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the designer's script is told. */
final class DesignerView {
  private static final List<String> WORDS =
      List.of(
          "saved",
          "saving",
          "unsaved",
          "stale",
          "offline",
          "fix",
          "moved",
          "removed",
          "up",
          "down",
          "copy",
          "remove",
          "missing",
          "missing.text",
          "empty",
          "full");
  private static final Pattern PLACE = Pattern.compile("blocks\\[(\\d{1,4})](?:\\.(.*))?");

  private final Storefronts storefronts;
  private final Tenant shop;
  private final String shops;
  private final Phrases phrases;

  /**
   * @param shops address of the storefronts
   */
  DesignerView(Storefronts storefronts, Tenant shop, String shops, Phrases phrases) {
    this.storefronts = storefronts;
    this.shop = shop;
    this.shops = shops;
    this.phrases = phrases;
  }

  /** Address of a preview, for a quarter of an hour. */
  String preview(String id, String name, int no) {
    return shops
        + "/s/"
        + shop.code()
        + "/"
        + storefronts.designs().preview(shop, new Seen(id, no))
        + (name.equals(ShopPage.HOME) ? "" : "pages/page/page?name=" + name);
  }

  /** The page as the script works on it, safe between the tags of a script element. */
  String data(PageDesigner.Edit edit) {
    var data = new LinkedHashMap<String, Object>();
    data.put("id", edit.id());
    data.put("version", edit.version());
    data.put("title", edit.draft().title());
    data.put("most", PageContent.MOST_BLOCKS);
    data.put("shops", shops);
    data.put("preview", preview(edit.id(), edit.name(), 0));
    data.put("blocks", edit.draft().blocks().stream().map(this::block).toList());
    data.put(
        "palette",
        storefronts.designs().designer().types().all().stream().map(this::kind).toList());
    var words = new LinkedHashMap<String, String>();
    WORDS.forEach(word -> words.put(word, phrases.words("designer." + word)));
    data.put("words", words);
    return Json.write(data).replace("<", "\\u003c");
  }

  private Map<String, Object> block(StoredBlock block) {
    var known = storefronts.designs().designer().types().find(block.plugin(), block.type());
    var shown = new LinkedHashMap<String, Object>();
    shown.put("plugin", block.plugin());
    shown.put("type", block.type());
    shown.put("version", block.version());
    shown.put("props", block.props());
    if (known.isEmpty()) {
      shown.put("missing", true);
    }
    return shown;
  }

  private Map<String, Object> kind(BlockDesk desk) {
    var kind = new LinkedHashMap<String, Object>();
    kind.put("plugin", desk.plugin());
    kind.put("type", desk.type());
    kind.put("version", desk.version());
    kind.put("icon", desk.icon());
    kind.put("name", name(desk));
    kind.put("props", desk.fresh());
    return kind;
  }

  /** What people call a block. */
  String name(BlockDesk desk) {
    return phrases.find(desk.nameKey()).orElse(desk.type());
  }

  /** A kind of block as the palette shows it. */
  record Offered(String plugin, String type, String icon, String name, String help) {}

  List<Offered> palette() {
    return storefronts.designs().designer().types().all().stream()
        .map(
            desk ->
                new Offered(
                    desk.plugin(),
                    desk.type(),
                    desk.icon(),
                    name(desk),
                    phrases.find(desk.nameKey() + ".help").orElse("")))
        .toList();
  }

  /** Whether shoppers see the draft, as a badge. */
  String state(ShopPage page) {
    return new Cells(phrases).html(PageListing.state(page));
  }

  /** What is wrong with blocks, by their place on the page. */
  List<Map<String, Object>> wrong(List<FieldError> errors) {
    return errors.stream()
        .map(
            error -> {
              var place = PLACE.matcher(error.field());
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("block", place.matches() ? Integer.parseInt(place.group(1)) : -1);
              one.put("message", phrases.text(error.message()));
              return one;
            })
        .toList();
  }
}
