package io.wanpu.server;

import io.wanpu.admin.web.AdminFilter;
import io.wanpu.admin.web.AssetServlet;
import io.wanpu.admin.web.Assets;
import io.wanpu.admin.web.ErrorPages;
import io.wanpu.admin.web.Menu;
import io.wanpu.admin.web.Templates;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.kernel.text.Bundle;
import io.wanpu.kernel.text.MessageSource;
import io.wanpu.runtime.Mall;
import io.wanpu.storefront.Storefront;
import io.wanpu.storefront.web.Limits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the mall when the server starts, and puts the doors before it. */
@WebListener
public final class Startup implements ServletContextListener {
  private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

  private @Nullable Mall mall;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      var built = new Mall(MallConfig.fromEnvironment(System.getenv()), MallClock.system());
      mall = built;
      open(built, event.getServletContext());
      built.start();
      built.config().plugins().ifPresent(new OfferedPlugins(built.plugins().lifecycle())::install);
    } catch (RuntimeException e) {
      LOG.error("The mall cannot start: {}", e.getMessage(), e);
      // a server without a mall would look alive; whoever watches it starts it again
      Thread.ofPlatform().start(() -> System.exit(1));
      throw e;
    }
  }

  private static void open(Mall mall, ServletContext context) {
    var loader = Startup.class.getClassLoader();
    var assets = Assets.load();
    var templates = new Templates(assets, new Menu(List::of));
    var errors = new ErrorPages(templates);
    Parts.set(new Parts(mall, templates, errors));
    var admin =
        new AdminFilter(
            session -> Optional.empty(),
            first(Bundle.of(loader, "messages_admin"), Bundle.of(loader, "messages_kernel")),
            mall.clock(),
            URI.create(mall.config().adminUrl()),
            errors);
    var storefrontPort = Integer.parseInt(System.getenv("WANPU_STOREFRONT_PORT"));
    context
        .addFilter("door", new DoorFilter(storefrontPort, admin))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    new Storefront(mall, Limits.Rates.fromEnvironment(System.getenv())).open(context);
    context.addServlet("assets", new AssetServlet(assets)).addMapping("/assets/*");
  }

  private static MessageSource first(MessageSource... sources) {
    return (key, language) -> {
      for (var source : sources) {
        var found = source.find(key, language);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    };
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (mall != null) {
      mall.close();
    }
  }
}
