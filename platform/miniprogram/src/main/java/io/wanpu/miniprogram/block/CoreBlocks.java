package io.wanpu.miniprogram.block;

import io.wanpu.api.error.FieldError;
import io.wanpu.api.form.Help;
import io.wanpu.api.form.Link;
import io.wanpu.api.form.Picture;
import io.wanpu.api.form.RichText;
import io.wanpu.api.form.ShownWhen;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.page.PageBlock;
import io.wanpu.api.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What merchants decide for the blocks of the core; their components are in {@code
 * components/blocks}.
 */
final class CoreBlocks {
  private CoreBlocks() {}

  /** The way to the search page. */
  record Search(@Size(max = 30) @Help String placeholder) {}

  /** Large pictures, or words on a coloured ground. */
  record Banner(
      @NotEmpty @Size(max = 10) List<Slide> items,
      Ratio ratio,
      boolean autoplay,
      @Min(2) @Max(15) int seconds) {}

  enum Ratio {
    WIDE,
    SQUARE,
    TALL
  }

  /** One picture of a banner. */
  record Slide(
      @Picture String picture,
      @Size(max = 40) String title,
      @Size(max = 60) String subtitle,
      @Size(max = 60) @Help String alt,
      @Link String link,
      Tone tone) {}

  enum Tone {
    ACCENT,
    SOFT,
    INK
  }

  /** Ways into the shop. */
  record Navigation(
      WaysFrom source,
      @Min(4) @Max(5) int columns,
      @Size(max = 10) @ShownWhen(field = "source", is = "OWN") List<Way> items) {}

  enum WaysFrom {
    CATEGORIES,
    OWN
  }

  /** One way into the shop. */
  record Way(@NotBlank @Size(max = 10) String label, @Picture String picture, @Link String link) {}

  /** Products. */
  record Goods(
      @Size(max = 30) String title,
      Layout layout,
      GoodsFrom source,
      @ShownWhen(field = "source", is = "CATEGORY") Optional<CategoryId> category,
      @Size(max = 20) @ShownWhen(field = "source", is = "PRODUCTS") List<ProductId> products,
      @Min(1) @Max(40) int limit) {}

  enum Layout {
    GRID,
    LIST,
    SCROLL
  }

  enum GoodsFrom {
    NEWEST,
    BEST_SELLING,
    CATEGORY,
    PRODUCTS
  }

  /** Pictures side by side. */
  record Cube(CubeLayout layout, @NotEmpty @Size(max = 4) List<Piece> items) {}

  enum CubeLayout {
    ONE,
    TWO,
    THREE,
    ONE_TWO,
    TWO_TWO
  }

  /** One picture of a cube. */
  record Piece(@Picture String picture, @Size(max = 60) @Help String alt, @Link String link) {}

  /** A heading. */
  record Heading(
      @NotBlank @Size(max = 30) String text,
      @Size(max = 60) String subtitle,
      Align align,
      @Link String link,
      @Size(max = 10) @Help String more) {}

  enum Align {
    LEFT,
    CENTER
  }

  /** One line that shoppers should know. */
  record Notice(@NotBlank @Size(max = 100) String text, @Link String link) {}

  /** Words and pictures as the merchant writes them. */
  record Words(@RichText @Size(max = 60_000) String html) {}

  /** Air. */
  record Space(Height height, boolean line) {}

  enum Height {
    SMALL,
    MEDIUM,
    LARGE
  }

  /** A film. */
  record Film(
      @Help
          @Size(max = 500)
          @Pattern(
              regexp = "(https://[\\w.-]+(:\\d+)?/\\S*)?",
              message = "error.content.bad_address")
          String src,
      @Picture String poster,
      @Size(max = 60) String title) {}

  /** A kind of block, put together. */
  record Kind<P extends Record>(
      String type, String icon, Class<P> props, P fresh, Function<P, List<FieldError>> wrong)
      implements PageBlock<P> {
    @Override
    public List<FieldError> check(P props) {
      return wrong.apply(props);
    }
  }

  private static <P extends Record> Kind<P> kind(
      String type, String icon, Class<P> props, P fresh) {
    return new Kind<>(type, icon, props, fresh, any -> List.of());
  }

  /** In the order in which the designer offers them. @param english what fresh ones say */
  static List<Kind<?>> all(boolean english) {
    return List.of(
        kind("search", "search", Search.class, new Search("")),
        new Kind<>(
            "banner",
            "slideshow",
            Banner.class,
            new Banner(
                List.of(
                    new Slide(
                        "",
                        english ? "Say something inviting" : "写一句打动人的话",
                        "",
                        "",
                        "",
                        Tone.ACCENT)),
                Ratio.WIDE,
                true,
                5),
            CoreBlocks::slides),
        kind(
            "nav-grid",
            "layout-grid",
            Navigation.class,
            new Navigation(WaysFrom.CATEGORIES, 5, List.of())),
        new Kind<>(
            "product-list",
            "shopping-bag",
            Goods.class,
            new Goods("", Layout.GRID, GoodsFrom.NEWEST, Optional.empty(), List.of(), 6),
            CoreBlocks::goods),
        kind(
            "image-cube",
            "layout-board",
            Cube.class,
            new Cube(CubeLayout.TWO, List.of(new Piece("", "", ""), new Piece("", "", "")))),
        kind(
            "title",
            "heading",
            Heading.class,
            new Heading(english ? "Heading" : "标题", "", Align.LEFT, "", "")),
        kind(
            "notice",
            "speakerphone",
            Notice.class,
            new Notice(english ? "What shoppers should know" : "写下要告诉顾客的事", "")),
        kind(
            "rich-text",
            "align-left",
            Words.class,
            new Words(english ? "<p>Tell your story</p>" : "<p>写一段介绍</p>")),
        kind("spacer", "spacing-vertical", Space.class, new Space(Height.MEDIUM, false)),
        kind("video", "video", Film.class, new Film("", "", "")));
  }

  /** A slide without a picture is made of words. */
  private static List<FieldError> slides(Banner banner) {
    var wrong = new ArrayList<FieldError>();
    for (var i = 0; i < banner.items().size(); i++) {
      var slide = banner.items().get(i);
      if (slide.picture().isEmpty() && slide.title().isBlank()) {
        wrong.add(new FieldError("items[" + i + "].title", Text.of("core.block.banner.empty")));
      }
    }
    return wrong;
  }

  private static List<FieldError> goods(Goods goods) {
    return switch (goods.source()) {
      case CATEGORY ->
          goods.category().isPresent()
              ? List.of()
              : List.of(new FieldError("category", Text.of("validation.NotNull")));
      case PRODUCTS ->
          goods.products().isEmpty()
              ? List.of(new FieldError("products", Text.of("validation.NotEmpty")))
              : List.of();
      case NEWEST, BEST_SELLING -> List.of();
    };
  }
}
