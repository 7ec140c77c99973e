package io.wanpu.admin.web;

import io.wanpu.admin.text.Language;
import java.io.Writer;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import ognl.OgnlRuntime;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The template engines: the host's, and one for each plugin's class loader that finds the plugin's
 * templates first and the host's kit after them.
 */
public final class Templates {
  private final Map<ClassLoader, TemplateEngine> plugins =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final TemplateEngine host = engine();
  private final Assets assets;
  private final Menu menu;

  public Templates(Assets assets, Menu menu) {
    this.assets = assets;
    this.menu = menu;
    OgnlRuntime.setPropertyAccessor(Record.class, new RecordAccessor());
  }

  /** Writes the view for the reader of the current visit. */
  void render(View view, Writer out) {
    var visit = Visit.current();
    var context = new Context(visit.phrases().language().locale());
    context.setVariable("visit", visit);
    context.setVariable("fmt", visit.phrases());
    context.setVariable("assets", assets.base());
    context.setVariable("languages", Language.all());
    context.setVariable("clerk", visit.signedIn().orElse(null));
    context.setVariable("csrf", visit.csrf());
    if (view.fragment().isEmpty()) {
      context.setVariable("menu", menu.of(visit));
      context.setVariable("flash", visit.takeFlash().orElse(null));
    }
    view.model().forEach(context::setVariable);
    var engine = view.loader().map(this::engineOf).orElse(host);
    if (view.fragment().isPresent()) {
      engine.process(view.template(), Set.of(view.fragment().get()), context, out);
    } else {
      engine.process(view.template(), context, out);
    }
  }

  /** Forgets a plugin's templates. */
  public void drop(ClassLoader plugin) {
    plugins.remove(plugin);
  }

  private TemplateEngine engineOf(ClassLoader plugin) {
    return plugins.computeIfAbsent(
        plugin,
        loader -> {
          var engine = engine();
          engine.addTemplateResolver(resolver(loader, "templates/", 1, true));
          return engine;
        });
  }

  private static TemplateEngine engine() {
    var engine = new TemplateEngine();
    engine.addTemplateResolver(
        resolver(Templates.class.getClassLoader(), "templates/admin/", 2, false));
    engine.setMessageResolver(new ReaderMessages());
    return engine;
  }

  private static ClassLoaderTemplateResolver resolver(
      ClassLoader loader, String prefix, int order, boolean check) {
    var resolver = new ClassLoaderTemplateResolver(loader);
    resolver.setPrefix(prefix);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setOrder(order);
    resolver.setCheckExistence(check);
    return resolver;
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
