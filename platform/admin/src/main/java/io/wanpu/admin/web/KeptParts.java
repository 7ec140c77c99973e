package io.wanpu.admin.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.admin.text.Language;
import java.io.StringWriter;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Parts of pages that look the same in many visits, such as the menu: each is rendered once for a
 * language and a state, and kept. A part sees nothing of the visit but what it is given, so that
 * nothing of one reader gets into the page of another.
 */
public final class KeptParts {
  private static final long MOST_CHARACTERS = 8_000_000;

  private record Key(String template, String fragment, Language language, @Nullable Object of) {}

  private final Cache<Key, String> parts =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((Key key, String html) -> html.length())
          .build();
  private final TemplateEngine engine;
  private final String assets;

  /** Nobody can guess it: what people write never becomes a token. */
  private final String tokenMark = "token-" + UUID.randomUUID();

  KeptParts(TemplateEngine engine, String assets) {
    this.engine = engine;
    this.assets = assets;
  }

  /** For one visit. */
  public final class In {
    private final Language language;
    private final String csrf;

    private In(Language language, String csrf) {
      this.language = language;
      this.csrf = csrf;
    }

    /** HTML of a part that depends on the language alone. */
    public String part(String template, String fragment) {
      return part(template, fragment, null);
    }

    /**
     * HTML of a part.
     *
     * @param of all that it depends on, equal when it looks the same; the fragment knows it as
     *     {@code of}
     */
    public String part(String template, String fragment, @Nullable Object of) {
      return parts
          .get(new Key(template, fragment, language, of), KeptParts.this::render)
          .replace(tokenMark, csrf);
    }
  }

  /** Stands for the token in pages that are kept as a whole. */
  String tokenMark() {
    return tokenMark;
  }

  /** Parts for a reader of that language, with her token in their forms. */
  In in(Language language, String csrf) {
    return new In(language, csrf);
  }

  private String render(Key key) {
    var context = new Context(key.language().locale());
    context.setVariable("language", key.language());
    context.setVariable("languages", Language.all());
    context.setVariable("csrf", tokenMark);
    context.setVariable("assets", assets);
    context.setVariable("of", key.of());
    var html = new StringWriter();
    engine.process(key.template(), Set.of(key.fragment()), context, html);
    return html.toString();
  }
}
