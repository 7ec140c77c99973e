package io.wanpu.kernel.content;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The decorated pages of the calling shop. Staff change a draft; shoppers see the version that was
 * published last, or an older one that staff have gone back to.
 *
 * <p>Pages are named by their id or by {@link ShopPage#HOME}. Refusals are {@code MallException}s:
 * 404 {@code content.page_unknown}, 409 {@code content.page_changed} when somebody was faster, 422
 * naming the fields, and what {@link PageContent#checked} says.
 */
public interface ShopPages {
  /** Most pages of a shop. */
  int MOST_PAGES = 200;

  /** All pages, the first page of the shop before the others; their drafts without blocks. */
  List<ShopPage> all();

  /** A page by its id, or {@link ShopPage#HOME}. */
  Optional<ShopPage> find(String id);

  /**
   * Begins a page.
   *
   * @param name small letters, digits and hyphens; {@link ShopPage#HOME} is the first page
   * @throws io.wanpu.api.error.MallException 409 {@code content.page_name_taken}; 422 {@code
   *     content.too_many_pages}
   */
  ShopPage create(Actor actor, String name, PageContent draft);

  /** Begins a page with the draft of another one. */
  ShopPage copy(Actor actor, String id, String name, String title);

  /** Saves the draft. @param version as it was read */
  ShopPage save(Actor actor, String id, int version, PageContent draft);

  /** Shows the draft to shoppers from now on, as a new version; what was scheduled is dropped. */
  ShopPage publish(Actor actor, String id, int version);

  /**
   * Keeps the draft as it is as a version, which goes live then; replaces an earlier schedule.
   *
   * @throws io.wanpu.api.error.MallException 422 {@code content.not_ahead} of {@code at}
   */
  ShopPage schedule(Actor actor, String id, int version, Instant at);

  /** Drops what was scheduled; nothing happens when nothing was. */
  ShopPage unschedule(Actor actor, String id);

  /** Shows a version to shoppers that they have seen before. The draft stays as it is. */
  ShopPage rollBack(Actor actor, String id, int no);

  /** Takes a version as the draft. */
  ShopPage takeAsDraft(Actor actor, String id, int version, int no);

  /**
   * Removes a page with all its versions.
   *
   * @throws io.wanpu.api.error.MallException 409 {@code content.home_stays} for the first page
   */
  void remove(Actor actor, String id);

  /** Versions, latest first. @param after cursor of the page before */
  Page<PageVersion> versions(String id, Optional<String> after, int limit);

  /** What a version shows. */
  Optional<PageContent> content(String id, int no);

  /**
   * What shoppers see, from memory. On the node that published it is right at once, on the others
   * as soon as the bell has rung, and everywhere after two seconds.
   */
  LivePages live();
}
