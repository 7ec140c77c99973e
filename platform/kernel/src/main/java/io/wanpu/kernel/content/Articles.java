package io.wanpu.kernel.content;

import io.wanpu.api.data.Tx;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Page;
import java.util.Optional;

/** Articles of the calling shop. */
public interface Articles {
  /** Published stories, latest first. */
  Page<Article> published(Optional<String> after, int limit);

  /** A story that shoppers may read. */
  Optional<Article> story(String id);

  /** The privacy notice that holds; empty when the shop has written none. */
  Optional<Article> privacy();

  /**
   * Keeps the privacy notice as it should be: written, changed, or gone when the body is blank.
   *
   * @param title when there is none yet
   * @throws io.wanpu.api.error.MallException 422 naming the fields
   */
  void keepPrivacy(Tx tx, Actor actor, String title, String body);

  /** All articles, latest first, drafts among them. */
  Page<Article> list(Optional<String> after, int limit);

  /** An article, or a draft of one. */
  Optional<Article> find(String id);

  /** Writes a new one. @throws io.wanpu.api.error.MallException 422 naming the fields */
  Article write(Actor actor, ArticleDraft draft);

  /**
   * Changes one.
   *
   * @param version as it was read
   * @throws io.wanpu.api.error.MallException 404 {@code content.article_unknown}; 409 {@code
   *     content.article_changed} when somebody was faster; 422 naming the fields
   */
  Article change(Actor actor, String id, int version, ArticleDraft draft);

  /**
   * Removes one.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code content.article_unknown}
   */
  void remove(Actor actor, String id);
}
