package io.wanpu.admin.product;

import io.wanpu.api.id.ProductId;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.ProductDraft;
import io.wanpu.kernel.catalog.Products;
import io.wanpu.kernel.job.JobHandler;
import io.wanpu.kernel.job.JobRun;
import io.wanpu.runtime.Mall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes prices or times of many products, one after the other. It never begins anew by itself:
 * what was already raised by a tenth would be raised again.
 */
public final class ChangeProducts implements JobHandler {
  /** Name of this kind of job. */
  public static final String KIND = "change-products";

  private static final int TRIES = 3;

  private final Mall mall;

  public ChangeProducts(Mall mall) {
    this.mall = mall;
  }

  /** How a price is made from the one before. */
  public enum How {
    SET,
    ADD,
    /** The value is a share of the old price in basis points. */
    PERCENT
  }

  /** Who asked. */
  public record By(String key, String name, Optional<String> address) {
    Actor actor() {
      return new Actor(key, name, address);
    }
  }

  /**
   * What is to be changed.
   *
   * @param how empty when prices stay
   * @param times whether the times are set
   */
  public record Wanted(
      List<ProductId> products,
      By by,
      Optional<How> how,
      Optional<Long> value,
      boolean times,
      Optional<Instant> shelfAt,
      Optional<Instant> unshelfAt) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Text run(JobRun run) {
    var wanted = run.input(Wanted.class);
    var changed = 0;
    var refused = 0;
    for (var i = 0; i < wanted.products().size(); i++) {
      run.progress(i, wanted.products().size());
      if (change(wanted, wanted.products().get(i))) {
        changed++;
      } else {
        refused++;
      }
    }
    run.progress(wanted.products().size(), wanted.products().size());
    return refused == 0
        ? Text.of("product.bulk.done", Arg.count(changed))
        : Text.of("product.bulk.done_but", Arg.count(changed), Arg.count(refused));
  }

  private boolean change(Wanted wanted, ProductId id) {
    for (var i = 0; i < TRIES; i++) {
      var product = mall.products().find(id);
      if (product.isEmpty()) {
        return false;
      }
      var draft = applied(wanted, ProductDraft.of(product.get()));
      if (draft.isEmpty()) {
        return false;
      }
      var outcome =
          mall.products().change(wanted.by().actor(), id, product.get().version(), draft.get());
      switch (outcome) {
        case Products.Outcome.Changed done -> {
          return true;
        }
        case Products.Outcome.Stale again -> {}
        case Products.Outcome.Invalid no -> {
          return false;
        }
        case Products.Outcome.Unknown gone -> {
          return false;
        }
      }
    }
    return false;
  }

  private static Optional<ProductDraft> applied(Wanted wanted, ProductDraft draft) {
    UnaryOperator<Long> price =
        old -> wanted.how().map(how -> price(how, old, wanted.value().orElse(0L))).orElse(old);
    var skus =
        draft.skus().stream()
            .map(
                sku ->
                    new ProductDraft.SkuDraft(
                        sku.id(),
                        sku.code(),
                        sku.values(),
                        price.apply(sku.price()),
                        sku.marketPrice(),
                        sku.cost(),
                        sku.weight(),
                        sku.media()))
            .toList();
    if (skus.stream().anyMatch(sku -> sku.price() < 0 || sku.price() > ProductDraft.MOST_PRICE)) {
      return Optional.empty();
    }
    return Optional.of(
        new ProductDraft(
            draft.category(),
            draft.brand(),
            draft.title(),
            draft.subtitle(),
            draft.detail(),
            draft.specs(),
            draft.media(),
            draft.status(),
            wanted.times() ? wanted.shelfAt() : draft.shelfAt(),
            wanted.times() ? wanted.unshelfAt() : draft.unshelfAt(),
            skus));
  }

  /** The new price, rounded half up to a minor unit. */
  static long price(How how, long old, long value) {
    return switch (how) {
      case SET -> value;
      case ADD -> old + value;
      case PERCENT ->
          BigDecimal.valueOf(old)
              .multiply(BigDecimal.valueOf(value, 4))
              .setScale(0, RoundingMode.HALF_UP)
              .longValueExact();
    };
  }
}
