package io.wanpu.kernel.catalog;

import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.shared.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A product as it should be.
 *
 * @param detail HTML; what is not allowed is taken out
 * @param specs at most 3
 * @param media keys of pictures in the media library, at most 20
 * @param skus 1..100, one for each combination of spec values that is sold
 */
public record ProductDraft(
    Optional<CategoryId> category,
    Optional<BrandId> brand,
    String title,
    String subtitle,
    String detail,
    List<Spec> specs,
    List<String> media,
    Product.Status status,
    Optional<Instant> shelfAt,
    Optional<Instant> unshelfAt,
    List<SkuDraft> skus) {
  /** The highest price: ten thousand million in a currency with cents. */
  public static final long MOST_PRICE = 1_000_000_000_000L;

  private static final int MOST_SPECS = 3;
  private static final int MOST_VALUES = 50;
  private static final int MOST_SKUS = 100;
  private static final int MOST_MEDIA = 20;
  private static final int MOST_DETAIL = 200_000;
  private static final int MOST_WEIGHT = 1_000_000_000;
  private static final Pattern MEDIA = Pattern.compile("[0-9a-f]{64}");

  public ProductDraft {
    specs = List.copyOf(specs);
    media = List.copyOf(media);
    skus = List.copyOf(skus);
  }

  /** A product without a brand. */
  public ProductDraft(
      Optional<CategoryId> category,
      String title,
      String subtitle,
      String detail,
      List<Spec> specs,
      List<String> media,
      Product.Status status,
      Optional<Instant> shelfAt,
      Optional<Instant> unshelfAt,
      List<SkuDraft> skus) {
    this(
        category,
        Optional.empty(),
        title,
        subtitle,
        detail,
        specs,
        media,
        status,
        shelfAt,
        unshelfAt,
        skus);
  }

  /**
   * A SKU as it should be.
   *
   * @param id the SKU that it is; without it the SKU of the same spec values, or a new one
   */
  public record SkuDraft(
      Optional<SkuId> id,
      Optional<String> code,
      List<String> values,
      long price,
      Optional<Long> marketPrice,
      Optional<Long> cost,
      int weight,
      Optional<String> media) {
    public SkuDraft {
      values = List.copyOf(values);
    }
  }

  /** A product without specs. */
  public static ProductDraft plain(String title, long price) {
    return new ProductDraft(
        Optional.empty(),
        title,
        "",
        "",
        List.of(),
        List.of(),
        Product.Status.ON_SHELF,
        Optional.empty(),
        Optional.empty(),
        List.of(
            new SkuDraft(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                price,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty())));
  }

  /** A draft of what a product is now, for editing. */
  public static ProductDraft of(Product product) {
    return new ProductDraft(
        product.category(),
        product.brand(),
        product.title(),
        product.subtitle(),
        product.detail(),
        product.specs(),
        product.media(),
        product.status(),
        product.shelfAt(),
        product.unshelfAt(),
        product.skus().stream()
            .map(
                s ->
                    new SkuDraft(
                        Optional.of(s.id()),
                        s.code(),
                        s.values(),
                        s.price(),
                        s.marketPrice(),
                        s.cost(),
                        s.weight(),
                        s.media()))
            .toList());
  }

  /** The same with tidy text and clean HTML; what is wrong goes into the fields. */
  public ProductDraft checked(Fields fields) {
    var tidySpecs = specs(fields);
    var tidySkus = skus(fields, tidySpecs);
    if (status == Product.Status.DELETED) {
      fields.error("status", "catalog.bad_status");
    }
    if (shelfAt.isPresent() && unshelfAt.isPresent() && !unshelfAt.get().isAfter(shelfAt.get())) {
      fields.error("unshelfAt", "catalog.unshelf_before_shelf");
    }
    shelfAt.ifPresent(at -> checkInstant(fields, "shelfAt", at));
    unshelfAt.ifPresent(at -> checkInstant(fields, "unshelfAt", at));
    if (media.size() > MOST_MEDIA) {
      fields.number("media", media.size(), 0, MOST_MEDIA);
    }
    for (var i = 0; i < media.size(); i++) {
      if (!MEDIA.matcher(media.get(i)).matches()) {
        fields.error("media[" + i + "]", "catalog.media_unknown");
      }
    }
    return new ProductDraft(
        category,
        brand,
        fields.line("title", title, 1, 120),
        fields.line("subtitle", subtitle, 0, 200),
        RichText.clean(fields.text("detail", detail, 0, MOST_DETAIL)),
        tidySpecs,
        media.stream().distinct().toList(),
        status,
        shelfAt,
        unshelfAt,
        tidySkus);
  }

  private static void checkInstant(Fields fields, String field, Instant at) {
    if (at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
      fields.error(field, "field.bad_time");
    }
  }

  private List<Spec> specs(Fields fields) {
    if (specs.size() > MOST_SPECS) {
      fields.number("specs", specs.size(), 0, MOST_SPECS);
    }
    var tidy = new ArrayList<Spec>();
    var names = new HashSet<String>();
    for (var i = 0; i < specs.size(); i++) {
      var at = "specs[" + i + "]";
      var spec = specs.get(i);
      var name = fields.line(at + ".name", spec.name(), 1, 20);
      if (!names.add(name)) {
        fields.error(at + ".name", "catalog.spec_twice");
      }
      fields.number(at + ".values", spec.values().size(), 1, MOST_VALUES);
      var values = new ArrayList<String>();
      for (var j = 0; j < spec.values().size(); j++) {
        var value = fields.line(at + ".values[" + j + "]", spec.values().get(j), 1, 40);
        if (values.contains(value)) {
          fields.error(at + ".values[" + j + "]", "catalog.spec_value_twice");
        }
        values.add(value);
      }
      tidy.add(new Spec(name, values));
    }
    return tidy;
  }

  private List<SkuDraft> skus(Fields fields, List<Spec> tidySpecs) {
    if (skus.isEmpty() || skus.size() > MOST_SKUS) {
      fields.number("skus", skus.size(), 1, MOST_SKUS);
    }
    var tidy = new ArrayList<SkuDraft>();
    var combinations = new HashSet<List<String>>();
    var codes = new HashSet<String>();
    var ids = new HashSet<SkuId>();
    for (var i = 0; i < skus.size(); i++) {
      var at = "skus[" + i + "]";
      var sku = skus.get(i);
      var values = sku.values().stream().map(String::strip).toList();
      if (!fits(values, tidySpecs)) {
        fields.error(at + ".values", "catalog.sku_values_unfit");
      } else if (!combinations.add(values)) {
        fields.error(at + ".values", "catalog.sku_twice");
      }
      var code = fields.optionalLine(at + ".code", sku.code(), 60);
      if (code.isPresent() && !codes.add(code.get().toLowerCase(java.util.Locale.ROOT))) {
        fields.error(at + ".code", "catalog.code_taken");
      }
      if (sku.id().isPresent() && !ids.add(sku.id().get())) {
        fields.error(at + ".id", "catalog.sku_twice");
      }
      fields.money(at + ".price", sku.price(), 0, MOST_PRICE);
      sku.marketPrice().ifPresent(p -> fields.money(at + ".marketPrice", p, 0, MOST_PRICE));
      sku.cost().ifPresent(p -> fields.money(at + ".cost", p, 0, MOST_PRICE));
      fields.number(at + ".weight", sku.weight(), 0, MOST_WEIGHT);
      sku.media()
          .filter(m -> !MEDIA.matcher(m).matches())
          .ifPresent(m -> fields.error(at + ".media", "catalog.media_unknown"));
      tidy.add(
          new SkuDraft(
              sku.id(),
              code,
              values,
              sku.price(),
              sku.marketPrice(),
              sku.cost(),
              sku.weight(),
              sku.media()));
    }
    return tidy;
  }

  private static boolean fits(List<String> values, List<Spec> specs) {
    if (values.size() != specs.size()) {
      return false;
    }
    for (var i = 0; i < values.size(); i++) {
      if (!specs.get(i).values().contains(values.get(i))) {
        return false;
      }
    }
    return true;
  }
}
