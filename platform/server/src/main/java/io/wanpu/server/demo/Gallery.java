package io.wanpu.server.demo;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.media.MediaLibrary;
import io.wanpu.server.demo.picture.Drawing;
import io.wanpu.server.demo.picture.Palette;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;

/** The pictures of a shop: drawn on all cores while the shop takes them in one by one. */
final class Gallery {
  private static final int SIDE = 800;
  private static final String DRAWING = "drawing";

  private final Map<Map<String, String>, CompletableFuture<byte[]>> drawn = new LinkedHashMap<>();
  private final Map<Map<String, String>, String> keys = new HashMap<>();

  /** Begins to draw what the products need. */
  void draw(List<ShopFile.Goods> products) {
    for (var goods : products) {
      for (var picture : all(goods)) {
        drawn.computeIfAbsent(
            picture, wanted -> CompletableFuture.supplyAsync(() -> drawing(wanted)));
      }
    }
  }

  /** Takes them into the library of the calling shop. */
  void hang(Actor actor, MediaLibrary library) {
    drawn.forEach(
        (picture, jpeg) ->
            keys.put(
                picture,
                library
                    .upload(
                        actor, ShopFile.in(picture, DRAWING) + ".jpg", "image/jpeg", jpeg.join())
                    .key()
                    .hex()));
    drawn.clear();
  }

  /** Keys of a product's pictures, its cover first. */
  List<String> of(ShopFile.Goods goods) {
    return all(goods).stream().map(picture -> ShopFile.in(keys, picture)).toList();
  }

  /** Key of the cover in the colour of a spec value. */
  String of(ShopFile.Goods goods, String colour) {
    return ShopFile.in(keys, coloured(goods, colour));
  }

  private static SequencedSet<Map<String, String>> all(ShopFile.Goods goods) {
    var pictures = new LinkedHashSet<Map<String, String>>();
    if (goods.colours().isEmpty()) {
      pictures.add(goods.picture());
    }
    goods.colours().keySet().forEach(value -> pictures.add(coloured(goods, value)));
    pictures.addAll(goods.more());
    return pictures;
  }

  private static Map<String, String> coloured(ShopFile.Goods goods, String value) {
    var picture = new LinkedHashMap<>(goods.picture());
    picture.put("main", ShopFile.in(goods.colours(), value));
    return picture;
  }

  private static byte[] drawing(Map<String, String> picture) {
    var palette = new LinkedHashMap<>(picture);
    palette.remove(DRAWING);
    return Drawing.named(ShopFile.in(picture, DRAWING)).jpeg(new Palette(palette), SIDE);
  }
}
