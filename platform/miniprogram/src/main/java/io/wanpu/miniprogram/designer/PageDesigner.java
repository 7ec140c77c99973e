package io.wanpu.miniprogram.designer;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.content.StoredBlock;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.block.BlockTypes;
import io.wanpu.miniprogram.design.Block;
import io.wanpu.miniprogram.design.DesignedPage;
import io.wanpu.miniprogram.design.Theme;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.block.BlockDesk;
import io.wanpu.runtime.block.BlockDesk.Read;
import io.wanpu.runtime.block.Props;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Staff at work on the pages of the calling shop. Blocks are read by those who bring them; one that
 * nobody brings at present is kept as it is, and shoppers do not see it.
 */
public final class PageDesigner {
  private final Mall mall;
  private final BlockTypes types;
  private final LinkTargets targets;
  private final Supplier<Theme> theme;

  /**
   * @param theme of the calling shop
   */
  PageDesigner(Mall mall, BlockTypes types, Supplier<Theme> theme) {
    this.mall = mall;
    this.types = types;
    this.targets = new LinkTargets(mall, types);
    this.theme = theme;
  }

  /**
   * A page while it is edited.
   *
   * @param id of the page; {@code home} for the first page
   * @param version that a save must name; 0 for a first page that nobody has edited
   * @param page as it is kept; empty for a first page that nobody has edited
   */
  public record Edit(
      String id, String name, PageContent draft, int version, Optional<ShopPage> page) {}

  /** The kinds of blocks that the shop may use. */
  public BlockTypes types() {
    return types;
  }

  /** Whether what links and pictures name is there. */
  public LinkTargets targets() {
    return targets;
  }

  /**
   * Opens a page. A shop that has not touched its first page begins with that of its theme.
   *
   * @throws MallException 404 {@code content.page_unknown}
   */
  public Edit open(String id) {
    var page = mall.shopPages().find(id);
    if (page.isEmpty() && !id.equals(ShopPage.HOME)) {
      throw MallException.notFound("content.page_unknown");
    }
    return page.map(
            found ->
                new Edit(
                    found.isHome() ? ShopPage.HOME : found.id(),
                    found.name(),
                    found.draft(),
                    found.version(),
                    page))
        .orElseGet(() -> new Edit(ShopPage.HOME, ShopPage.HOME, byTheme(), 0, Optional.empty()));
  }

  /** The first page as the theme has it. */
  private PageContent byTheme() {
    var page = theme.get().pages().get(ShopPage.HOME);
    var blocks = new ArrayList<StoredBlock>();
    for (var block : page == null ? List.<Block>of() : page.blocks()) {
      types
          .find(block.plugin(), block.type())
          .flatMap(desk -> kept(desk, block))
          .ifPresent(blocks::add);
    }
    return new PageContent(page == null ? "" : page.title(), blocks);
  }

  private static Optional<StoredBlock> kept(BlockDesk desk, Block block) {
    return desk.read(desk.kept(block.props()), desk.version()) instanceof Read.Fine(var fine)
        ? Optional.of(new StoredBlock(block.plugin(), block.type(), desk.version(), fine))
        : Optional.empty();
  }

  /**
   * Saves a draft.
   *
   * @param version as it was read, 0 for a first page that nobody has edited
   * @throws MallException 422 naming the fields as {@code blocks[3].items[0].link}, and what {@link
   *     io.wanpu.kernel.content.ShopPages} says
   */
  public ShopPage save(Actor actor, String id, int version, PageContent sent) {
    var before = open(id);
    var checked = checked(sent.checked(), before.draft());
    if (before.page().isPresent()) {
      return mall.shopPages().save(actor, id, version, checked);
    }
    if (version != 0) {
      throw MallException.conflict("content.page_changed");
    }
    return mall.shopPages().create(actor, ShopPage.HOME, checked);
  }

  /** What was there before may stay, though its product may be gone since; what is new must be. */
  private PageContent checked(PageContent sent, PageContent before) {
    var links = new HashSet<String>();
    var pictures = new HashSet<String>();
    for (var block : before.blocks()) {
      desk(block)
          .ifPresent(
              desk -> {
                var uses = desk.uses(block.props());
                links.addAll(uses.links());
                pictures.addAll(uses.pictures());
              });
    }
    var errors = new ArrayList<FieldError>();
    var blocks = new ArrayList<StoredBlock>();
    for (var i = 0; i < sent.blocks().size(); i++) {
      var block = sent.blocks().get(i);
      var place = "blocks[" + i + "]";
      var desk = desk(block);
      if (desk.isEmpty()) {
        if (block.plugin().equals(Block.CORE)) {
          throw new MallException(ErrorKind.INVALID, "content.broken_block");
        }
        blocks.add(block);
        continue;
      }
      switch (desk.get().read(block.props(), block.version())) {
        case Read.Wrong(var wrong) ->
            wrong.forEach(
                error ->
                    errors.add(
                        new FieldError(
                            error.field().isEmpty() ? place : place + "." + error.field(),
                            error.message())));
        case Read.Fine(var props) -> {
          errors.addAll(absent(desk.get().uses(props), links, pictures, place));
          blocks.add(new StoredBlock(block.plugin(), block.type(), desk.get().version(), props));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw MallException.invalid(errors);
    }
    return new PageContent(sent.title(), blocks).checked();
  }

  private List<FieldError> absent(
      Props.Uses uses, Set<String> links, Set<String> pictures, String place) {
    var errors = new ArrayList<FieldError>();
    for (var link : uses.links()) {
      if (links.add(link) && !targets.leads(link)) {
        errors.add(new FieldError(place, Text.of("error.content.bad_link")));
      }
    }
    for (var picture : uses.pictures()) {
      if (pictures.add(picture) && !targets.hasPicture(picture)) {
        errors.add(new FieldError(place, Text.of("error.content.bad_picture")));
      }
    }
    return errors;
  }

  private Optional<BlockDesk> desk(StoredBlock block) {
    return types.find(block.plugin(), block.type());
  }

  /** A page as components get it. A block whose settings do not fit any more is left out. */
  DesignedPage shown(Tenant shop, PageContent content) {
    var blocks = new ArrayList<Block>();
    for (var block : content.blocks()) {
      var desk = desk(block);
      if (desk.isEmpty()) {
        // the generator leaves it out and notes why
        blocks.add(new Block(block.plugin(), block.type(), block.version(), block.props()));
      } else if (desk.get().read(block.props(), block.version()) instanceof Read.Fine(var fine)) {
        blocks.add(
            new Block(
                block.plugin(),
                block.type(),
                desk.get().version(),
                desk.get().shown(fine, key -> "/media/" + shop.id() + "/" + key)));
      }
    }
    return new DesignedPage(content.title(), blocks);
  }
}
