package io.wanpu.kernel.content;

import io.wanpu.kernel.catalog.RichText;
import io.wanpu.kernel.shared.Fields;
import java.time.Instant;
import java.util.Optional;

/** An article as it should be. */
public record ArticleDraft(
    Article.Kind kind,
    String title,
    String summary,
    Optional<String> cover,
    String body,
    Optional<Instant> publishedAt) {
  private static final int LONGEST = 200_000;

  /** The same with tidy text. @throws io.wanpu.api.error.MallException 422 naming the fields */
  public ArticleDraft checked() {
    var fields = new Fields();
    var picture = cover.map(String::strip).filter(key -> !key.isEmpty());
    if (picture.filter(key -> !key.matches("[0-9a-f]{64}")).isPresent()) {
      fields.error("cover", "field.bad_characters");
    }
    var tidy =
        new ArticleDraft(
            kind,
            fields.line("title", title, 1, 120),
            fields.line("summary", summary, 0, 200),
            picture,
            RichText.clean(fields.text("body", body, 1, LONGEST)),
            publishedAt);
    fields.orThrow();
    return tidy;
  }
}
