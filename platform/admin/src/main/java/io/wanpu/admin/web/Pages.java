package io.wanpu.admin.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wanpu.admin.text.Language;
import io.wanpu.runtime.admin.Templates;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ognl.OgnlRuntime;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.cache.AlwaysValidCacheEntryValidity;
import org.thymeleaf.cache.ICacheEntryValidity;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;

/**
 * The template engines: the host's, and one for each version of a plugin that finds the plugin's
 * templates first and the host's kit after them.
 */
public final class Pages {
  private final Cache<Templates, TemplateEngine> plugins =
      Caffeine.newBuilder().weakKeys().maximumSize(500).build();
  private final TemplateEngine host = engine();
  private final Assets assets;
  private final KeptParts parts;
  private final KeptPages pages;
  private final Menu menu;

  public Pages(Assets assets, Menu menu) {
    this.assets = assets;
    this.parts = new KeptParts(host, assets.base());
    this.pages = new KeptPages(parts.tokenMark(), this::render);
    this.menu = menu;
    OgnlRuntime.setPropertyAccessor(Record.class, new RecordAccessor());
  }

  /** The menu of the reader of the current visit. */
  public List<Menu.Section> menu() {
    return menu.of(Visit.current());
  }

  /** The view in UTF-8 as the reader of the current visit sees it. */
  byte[] render(View view) {
    var visit = Visit.current();
    var language = visit.phrases().language();
    var around = view.fragment().isEmpty() ? around(visit, view) : null;
    if (view.filling().isPresent()) {
      var key = new KeptPages.Key(view.template(), view.fragment(), language, around, view.model());
      return pages.filled(key, visit.csrf(), view.filling().get());
    }
    var context = context(language, around, visit.csrf(), view.model());
    context.setVariable("visit", visit);
    context.setVariable("fmt", visit.phrases());
    context.setVariable("clerk", visit.signedIn().orElse(null));
    context.setVariable(
        "mediaBase", visit.signedIn().map(clerk -> "/media/" + clerk.tenant() + "/").orElse(""));
    var engine = view.plugin().map(this::engineOf).orElse(host);
    return render(engine, view.template(), view.fragment(), context)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A kept page sees nothing of the visit, so that nothing of one reader gets to another one. */
  private String render(KeptPages.Key key) {
    var context = context(key.language(), key.around(), parts.tokenMark(), key.model());
    context.setVariable("filling", pages.mark());
    return render(host, key.template(), key.fragment(), context);
  }

  private Around around(Visit visit, View view) {
    var sections = menu.of(visit);
    return new Around(
        Shell.of(visit, sections),
        visit.theme().orElse(null),
        assets.iconsBeside(icons(sections, view)).orElse(null),
        visit.takeFlash().orElse(null));
  }

  private Context context(
      Language language,
      @Nullable Around around,
      String csrf,
      Map<String, @Nullable Object> model) {
    var context = new Context(language.locale());
    context.setVariable("assets", assets.base());
    context.setVariable("kept", parts.in(language, csrf));
    context.setVariable("language", language);
    context.setVariable("languages", Language.all());
    context.setVariable("csrf", csrf);
    if (around != null) {
      context.setVariable("shell", around.shell());
      context.setVariable("theme", around.theme());
      context.setVariable("moreIcons", around.moreIcons());
      context.setVariable("flash", around.flash());
    }
    model.forEach(context::setVariable);
    return context;
  }

  /** Into memory first: a template that fails half-way becomes an error page, not half a page. */
  private static String render(
      TemplateEngine engine, String template, Optional<String> fragment, Context context) {
    var html = new StringWriter(32_768);
    if (fragment.isPresent()) {
      engine.process(template, Set.of(fragment.get()), context, html);
    } else {
      engine.process(template, context, html);
    }
    return html.toString();
  }

  /** Icons of the menu, of a plugin's templates, and those that the view names itself. */
  private static Set<String> icons(List<Menu.Section> sections, View view) {
    var names = new HashSet<String>();
    sections.forEach(section -> section.items().forEach(item -> names.add(item.icon())));
    view.plugin()
        .flatMap(templates -> templates.find(String.valueOf(view.model().get("pageTemplate"))))
        .ifPresent(template -> names.addAll(Icons.in(template.text())));
    if (view.model().get("icons") instanceof Collection<?> others) {
      others.forEach(name -> names.add(String.valueOf(name)));
    }
    return names;
  }

  private TemplateEngine engineOf(Templates plugin) {
    return plugins.get(
        plugin,
        templates -> {
          var engine = engine();
          engine.addTemplateResolver(new OfPlugin(templates));
          return engine;
        });
  }

  private static TemplateEngine engine() {
    var engine = new TemplateEngine();
    engine.addTemplateResolver(resolver(Pages.class.getClassLoader()));
    engine.setMessageResolver(new ReaderMessages());
    return engine;
  }

  private static ClassLoaderTemplateResolver resolver(ClassLoader loader) {
    var resolver = new ClassLoaderTemplateResolver(loader);
    resolver.setPrefix("templates/admin/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setOrder(2);
    return resolver;
  }

  /** A plugin's templates, by name; the host's own names stay the host's. */
  private static final class OfPlugin extends AbstractTemplateResolver {
    private static final Set<String> HOSTS =
        Set.of(
            "layout",
            "kit",
            "error",
            "marketing/page",
            "kit/list",
            "kit/detail",
            "kit/form",
            "kit/parts");

    // the engine lies in a cache by these templates and must not keep them alive
    private final WeakReference<Templates> templates;

    OfPlugin(Templates templates) {
      this.templates = new WeakReference<>(templates);
      setOrder(1);
    }

    @Override
    protected boolean computeResolvable(
        IEngineConfiguration configuration,
        String owner,
        String template,
        Map<String, Object> attributes) {
      return !HOSTS.contains(template) && find(template).isPresent();
    }

    @Override
    protected ITemplateResource computeTemplateResource(
        IEngineConfiguration configuration,
        String owner,
        String template,
        Map<String, Object> attributes) {
      return new StringTemplateResource(find(template).orElseThrow().text());
    }

    private Optional<Templates.Template> find(String name) {
      var alive = templates.get();
      return alive == null ? Optional.empty() : alive.find(name);
    }

    @Override
    protected TemplateMode computeTemplateMode(
        IEngineConfiguration configuration,
        String owner,
        String template,
        Map<String, Object> attributes) {
      return TemplateMode.HTML;
    }

    @Override
    protected ICacheEntryValidity computeValidity(
        IEngineConfiguration configuration,
        String owner,
        String template,
        Map<String, Object> attributes) {
      return AlwaysValidCacheEntryValidity.INSTANCE;
    }
  }

  /** {@code #{key(args)}} in the words of the reader. */
  private static final class ReaderMessages extends AbstractMessageResolver {
    @Override
    public String resolveMessage(
        ITemplateContext context, Class<?> origin, String key, Object @Nullable [] parameters) {
      return Visit.current().phrases().words(key, parameters == null ? new Object[0] : parameters);
    }

    @Override
    public String createAbsentMessageRepresentation(
        ITemplateContext context, Class<?> origin, String key, Object @Nullable [] parameters) {
      return key;
    }
  }
}
