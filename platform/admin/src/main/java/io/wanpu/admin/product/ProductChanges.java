package io.wanpu.admin.product;

import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What differs between two forms of a product, and what is wrong with one, in words. */
final class ProductChanges {
  private static final Pattern SKU = Pattern.compile("skus\\[(\\d+)]\\.(\\w+)");
  private static final Map<String, String> SKU_LABELS =
      Map.of(
          "price", "product.price",
          "marketPrice", "product.market_price",
          "cost", "product.cost",
          "stock", "product.stock",
          "code", "product.code",
          "weight", "product.weight",
          "media", "product.sku_picture",
          "values", "product.sku");
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("title", "product.title"),
          Map.entry("subtitle", "product.subtitle"),
          Map.entry("category", "product.column.category"),
          Map.entry("brand", "product.brand"),
          Map.entry("detail", "product.detail"),
          Map.entry("status", "product.column.status"),
          Map.entry("shelfAt", "product.shelf_at"),
          Map.entry("unshelfAt", "product.unshelf_at"),
          Map.entry("media", "product.pictures"),
          Map.entry("specs", "product.specs"),
          Map.entry("skus", "product.skus"));

  private ProductChanges() {}

  /** Fields in which what is stored is another than what was entered. */
  static List<RecordForm.Change> between(ProductForm theirs, ProductForm yours, Phrases phrases) {
    var stored = written(theirs, phrases);
    var entered = written(yours, phrases);
    var labels = new LinkedHashMap<>(stored);
    labels.putAll(entered);
    var changes = new ArrayList<RecordForm.Change>();
    for (var label : labels.keySet()) {
      var before = stored.getOrDefault(label, "–");
      var after = entered.getOrDefault(label, "–");
      if (!before.equals(after)) {
        changes.add(new RecordForm.Change(label, before, after));
      }
    }
    return changes;
  }

  private static Map<String, String> written(ProductForm form, Phrases phrases) {
    var all = new LinkedHashMap<String, String>();
    all.put(phrases.words("product.title"), form.title());
    all.put(phrases.words("product.subtitle"), form.subtitle());
    all.put(phrases.words("product.detail"), plain(DetailText.html(form.detail())));
    all.put(
        phrases.words("product.column.status"), phrases.words("product.status." + form.status()));
    all.put(phrases.words("product.shelf_at"), form.shelfAt().replace('T', ' '));
    all.put(phrases.words("product.unshelf_at"), form.unshelfAt().replace('T', ' '));
    all.put(
        phrases.words("product.pictures"),
        phrases.words("product.pictures.count", form.media().size()));
    for (var sku : form.skus()) {
      var at = sku.label().isEmpty() ? "" : sku.label() + " ";
      all.put(at + phrases.words("product.price"), sku.price());
      all.put(at + phrases.words("product.market_price"), sku.market());
      all.put(at + phrases.words("product.cost"), sku.cost());
      all.put(at + phrases.words("product.stock"), sku.stock());
      all.put(at + phrases.words("product.code"), sku.code());
      all.put(
          at + phrases.words("product.sku_picture"),
          phrases.words("product.pictures.count", sku.media().isEmpty() ? 0 : 1));
    }
    return all;
  }

  private static String plain(String html) {
    var text = html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  /** An error with the label of its field and the id that leads to it. */
  static RecordForm.Wrong wrong(FieldError error, ProductForm form, Phrases phrases) {
    var message = phrases.text(error.message());
    var sku = SKU.matcher(error.field());
    if (sku.matches()) {
      var row = Integer.parseInt(sku.group(1));
      var name = sku.group(2);
      var label =
          phrases.words(SKU_LABELS.getOrDefault(name, "product.skus"))
              + (row < form.skus().size() && !form.skus().get(row).values().isEmpty()
                  ? " (" + form.skus().get(row).label() + ")"
                  : "");
      return new RecordForm.Wrong(
          "sku-" + row + "-" + (name.equals("marketPrice") ? "market" : name), label, message);
    }
    var field = error.field().replaceFirst("[.\\[].*", "");
    return new RecordForm.Wrong(
        field, phrases.words(LABELS.getOrDefault(field, "menu.products")), message);
  }
}
