package io.wanpu.benchmarks.bare;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Closes the pools with the application: apart from them, since benchmarks without HTTP use these.
 */
@WebListener
public final class PoolListener implements ServletContextListener {
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    Pool.close();
  }
}
