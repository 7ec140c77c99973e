package io.wanpu.server;

import io.wanpu.admin.Admin;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.MallConfig;
import io.wanpu.miniprogram.Storefronts;
import io.wanpu.runtime.Mall;
import io.wanpu.server.demo.DemoClock;
import io.wanpu.server.demo.DemoShops;
import io.wanpu.storefront.Storefront;
import io.wanpu.storefront.web.Limits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;
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
      var config = MallConfig.fromEnvironment(System.getenv());
      var clock = new DemoClock();
      var built = new Mall(config, config.demo().isPresent() ? clock : MallClock.system());
      mall = built;
      var demo = config.demo().map(file -> new DemoShops(built, clock));
      demo.ifPresent(DemoShops::load);
      open(built, event.getServletContext());
      built.start();
      demo.ifPresent(shops -> shops.open(config.demo().get()));
    } catch (RuntimeException e) {
      LOG.error("The mall cannot start: {}", e.getMessage(), e);
      // a server without a mall would look alive; whoever watches it starts it again
      Thread.ofPlatform().start(() -> System.exit(1));
      throw e;
    }
  }

  private static void open(Mall mall, ServletContext context) {
    var storefronts = Storefronts.asChosen(mall);
    var admin = new Admin(mall, storefronts);
    Parts.set(new Parts(mall, admin, storefronts));
    var storefrontPort = Integer.parseInt(System.getenv("WANPU_STOREFRONT_PORT"));
    context
        .addFilter("door", new DoorFilter(storefrontPort, admin.filter()))
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    new Storefront(mall, storefronts, Limits.Rates.fromEnvironment(System.getenv())).open(context);
    admin.open(context);
    context.addServlet("last-resort", new LastResort()).addMapping("/last-resort");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (mall != null) {
      mall.close();
    }
  }
}
