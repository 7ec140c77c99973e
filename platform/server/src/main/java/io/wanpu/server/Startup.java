package io.wanpu.server;

import io.wanpu.admin.text.Bundles;
import io.wanpu.admin.web.AdminFilter;
import io.wanpu.admin.web.AssetServlet;
import io.wanpu.admin.web.Assets;
import io.wanpu.admin.web.ErrorPages;
import io.wanpu.admin.web.Menu;
import io.wanpu.admin.web.Templates;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Builds the mall when the server starts, and puts the doors before it. */
@WebListener
public final class Startup implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    var context = event.getServletContext();
    var assets = Assets.load();
    var menu = new Menu(List::of);
    var templates = new Templates(assets, menu);
    var errors = new ErrorPages(templates);
    var bundles = Bundles.read(Startup.class.getClassLoader(), "messages_admin");
    Parts.set(new Parts(templates, errors));
    var admin =
        new AdminFilter(
            session -> Optional.empty(),
            bundles,
            InstantSource.system(),
            URI.create(System.getenv("WANPU_PUBLIC_ADMIN_URL")),
            errors);
    var storefrontPort = Integer.parseInt(System.getenv("WANPU_STOREFRONT_PORT"));
    context
        .addFilter("door", new DoorFilter(storefrontPort, admin))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    context.addServlet("assets", new AssetServlet(assets)).addMapping("/assets/*");
  }
}
