package io.wanpu.admin.product;

import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Entered;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.BrandId;
import io.wanpu.kernel.catalog.Product;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Spec;
import io.wanpu.kernel.inventory.StockLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form of a product as it stands in the browser: texts as entered, one row for each combination
 * of spec values.
 *
 * @param media keys of pictures, the first is the cover
 * @param status name of a {@link Product.Status}
 */
public record ProductForm(
    String title,
    String subtitle,
    String category,
    String brand,
    String detail,
    String status,
    String shelfAt,
    String unshelfAt,
    List<String> media,
    List<SpecRow> specs,
    List<SkuRow> skus) {
  private static final int MOST_SPECS = 3;
  private static final int MOST_ROWS = 100;

  /** A spec: its name and its values, separated by commas or blanks. */
  public record SpecRow(String name, String values) {}

  /**
   * A SKU.
   *
   * @param id empty for a new one
   * @param media key of its own picture, or empty
   * @param stock pieces on hand as entered
   * @param seen pieces on hand when the form was made; stock is counted anew only when it differs
   */
  public record SkuRow(
      String id,
      List<String> values,
      String media,
      String code,
      String price,
      String market,
      String cost,
      String weight,
      String stock,
      String seen,
      String note) {
    /** Its values in one line. */
    public String label() {
      return String.join(" / ", values);
    }

    /** Its values as a parameter carries them. */
    public String joined() {
      return String.join("\u001f", values);
    }
  }

  /** What was entered for stock. @param sku in the order of the draft */
  public record Count(int sku, long onHand) {}

  /**
   * The form in the types of the catalog.
   *
   * @param errors what could not be read
   */
  public record Reading(ProductDraft draft, List<Count> counts, List<FieldError> errors) {}

  /** The form of a new product. */
  static ProductForm fresh() {
    return new ProductForm(
        "",
        "",
        "",
        "",
        "",
        Product.Status.ON_SHELF.name(),
        "",
        "",
        List.of(),
        List.of(),
        List.of(bare(List.of())));
  }

  private static SkuRow bare(List<String> values) {
    return new SkuRow("", values, "", "", "", "", "", "", "0", "", "");
  }

  /** The form of a product as it is. */
  static ProductForm of(Product product, Map<SkuId, StockLevel> stock, Phrases phrases) {
    return new ProductForm(
        product.title(),
        product.subtitle(),
        product.category().map(CategoryId::toString).orElse(""),
        product.brand().map(BrandId::toString).orElse(""),
        product.detail(),
        product.status().name(),
        product.shelfAt().map(phrases::field).orElse(""),
        product.unshelfAt().map(phrases::field).orElse(""),
        product.media(),
        product.specs().stream()
            .map(spec -> new SpecRow(spec.name(), String.join("，", spec.values())))
            .toList(),
        product.skus().stream()
            .map(
                sku -> {
                  var level = stock.getOrDefault(sku.id(), new StockLevel(0, 0, 0));
                  return new SkuRow(
                      sku.id().toString(),
                      sku.values(),
                      sku.media().orElse(""),
                      sku.code().orElse(""),
                      phrases.amount(sku.price()),
                      sku.marketPrice().map(phrases::amount).orElse(""),
                      sku.cost().map(phrases::amount).orElse(""),
                      sku.weight() == 0 ? "" : Integer.toString(sku.weight()),
                      Long.toString(level.onHand()),
                      Long.toString(level.onHand()),
                      level.reserved() == 0
                          ? ""
                          : phrases.words("product.reserved", level.reserved()));
                })
            .toList());
  }

  /** The form as it was entered. */
  static ProductForm of(Entered entered) {
    var names = entered.all("spec.name");
    var values = entered.all("spec.values");
    var specs = new ArrayList<SpecRow>();
    for (var i = 0; i < Math.min(names.size(), values.size()) && i < MOST_SPECS + 1; i++) {
      if (!names.get(i).isBlank() || !values.get(i).isBlank()) {
        specs.add(new SpecRow(names.get(i).strip(), values.get(i).strip()));
      }
    }
    var skus = new ArrayList<SkuRow>();
    for (var i = 0; entered.has("sku." + i + ".price") && i < MOST_ROWS; i++) {
      var at = "sku." + i + ".";
      var joined = entered.text(at + "values");
      skus.add(
          new SkuRow(
              entered.text(at + "id"),
              joined.isEmpty() ? List.of() : List.of(joined.split("\u001f")),
              entered.text(at + "media"),
              entered.text(at + "code"),
              entered.text(at + "price"),
              entered.text(at + "market"),
              entered.text(at + "cost"),
              entered.text(at + "weight"),
              entered.text(at + "stock"),
              entered.text(at + "seen"),
              ""));
    }
    return new ProductForm(
        entered.text("title"),
        entered.text("subtitle"),
        entered.text("category"),
        entered.text("brand"),
        entered.raw("detail"),
        entered.text("status"),
        entered.text("shelfAt"),
        entered.text("unshelfAt"),
        entered.all("media"),
        specs,
        skus);
  }

  /** The same with a row for each combination of the specs; rows of the same values keep theirs. */
  ProductForm combined() {
    var combinations = new ArrayList<List<String>>();
    combinations.add(List.of());
    for (var spec : specs) {
      if (split(spec.values()).isEmpty()) {
        continue; // its values are still being entered
      }
      var longer = new ArrayList<List<String>>();
      for (var before : combinations) {
        for (var value : split(spec.values())) {
          var next = new ArrayList<>(before);
          next.add(value);
          longer.add(List.copyOf(next));
          if (longer.size() > MOST_ROWS) {
            return this;
          }
        }
      }
      combinations.clear();
      combinations.addAll(longer);
    }
    var known = new LinkedHashMap<List<String>, SkuRow>();
    skus.forEach(row -> known.put(row.values(), row));
    var model = skus.isEmpty() ? bare(List.of()) : skus.getFirst();
    var rows =
        combinations.stream()
            .map(
                values ->
                    known.getOrDefault(
                        values,
                        new SkuRow(
                            "",
                            values,
                            "",
                            "",
                            model.price(),
                            model.market(),
                            model.cost(),
                            model.weight(),
                            "0",
                            "",
                            "")))
            .toList();
    return new ProductForm(
        title, subtitle, category, brand, detail, status, shelfAt, unshelfAt, media, specs, rows);
  }

  private static List<String> split(String values) {
    return List.copyOf(
        new LinkedHashSet<>(
            Arrays.stream(values.split("[,，、;；\n]"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList()));
  }

  /** Reads the texts. */
  Reading read(Phrases phrases) {
    var errors = new ArrayList<FieldError>();
    var counts = new ArrayList<Count>();
    var drafts = new ArrayList<ProductDraft.SkuDraft>();
    if (title.isEmpty()) {
      errors.add(new FieldError("title", Text.of("admin.field.missing")));
    }
    for (var i = 0; i < skus.size(); i++) {
      var row = skus.get(i);
      var at = "skus[" + i + "].";
      var reader = new Cells(at, phrases, errors);
      drafts.add(
          new ProductDraft.SkuDraft(
              Optional.of(row.id()).filter(id -> !id.isEmpty()).map(SkuId::of),
              Optional.of(row.code()).filter(code -> !code.isEmpty()),
              row.values(),
              reader.money("price", row.price()).orElseGet(() -> reader.missing("price")),
              reader.money("marketPrice", row.market()),
              reader.money("cost", row.cost()),
              reader.whole("weight", row.weight()).map(Math::toIntExact).orElse(0),
              Optional.of(row.media()).filter(key -> !key.isEmpty())));
      if (!row.stock().equals(row.seen())) {
        var sku = i;
        reader.whole("stock", row.stock()).ifPresent(pieces -> counts.add(new Count(sku, pieces)));
      }
    }
    var draft =
        new ProductDraft(
            Optional.of(category).filter(id -> !id.isEmpty()).map(CategoryId::of),
            Optional.of(brand).filter(id -> !id.isEmpty()).map(BrandId::of),
            title,
            subtitle,
            DetailText.html(detail),
            specs.stream().map(row -> new Spec(row.name(), split(row.values()))).toList(),
            media,
            Arrays.stream(Product.Status.values())
                .filter(s -> s.name().equals(status) && s != Product.Status.DELETED)
                .findFirst()
                .orElse(Product.Status.DRAFT),
            time("shelfAt", shelfAt, phrases::instant, errors),
            time("unshelfAt", unshelfAt, phrases::instant, errors),
            drafts);
    return new Reading(draft, counts, errors);
  }

  private static Optional<Instant> time(
      String field,
      String entered,
      Function<String, Optional<Instant>> parse,
      List<FieldError> errors) {
    if (entered.isEmpty()) {
      return Optional.empty();
    }
    var at = parse.apply(entered);
    if (at.isEmpty()) {
      errors.add(new FieldError(field, Text.of("admin.field.when")));
    }
    return at;
  }

  private record Cells(String at, Phrases phrases, List<FieldError> errors) {
    Optional<Long> money(String name, String entered) {
      if (entered.isEmpty()) {
        return Optional.empty();
      }
      var minor = phrases.minor(entered);
      if (minor.isEmpty()) {
        errors.add(new FieldError(at + name, Text.of("admin.field.money")));
        return Optional.of(0L);
      }
      return minor;
    }

    long missing(String name) {
      errors.add(new FieldError(at + name, Text.of("admin.field.missing")));
      return 0;
    }

    Optional<Long> whole(String name, String entered) {
      if (entered.isEmpty()) {
        return Optional.empty();
      }
      try {
        var number = Long.parseLong(entered);
        if (number >= 0 && number <= 1_000_000_000) {
          return Optional.of(number);
        }
      } catch (NumberFormatException e) {
        // the same answer as for a number that is out of range
      }
      errors.add(new FieldError(at + name, Text.of("admin.field.number")));
      return Optional.empty();
    }
  }
}
