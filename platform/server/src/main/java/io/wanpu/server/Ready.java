package io.wanpu.server;

import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the mall is built (the demo is loaded then, if it is wanted), the database answers and
 * this node has answered what is wished of each plugin. A later change of plugins does not make a
 * node unready: the version before goes on serving.
 */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
  private volatile boolean settled;

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("mall");
    try {
      var state = state(Parts.find());
      return answer.withData("state", state).status(state.equals("open")).build();
    } catch (RuntimeException e) {
      return answer.withData("state", "database away").down().build();
    }
  }

  private String state(Optional<Mall> built) {
    if (built.isEmpty()) {
      return "starting";
    }
    var mall = built.get();
    var plugins = mall.plugins().lifecycle().list(); // asks the database
    if (!settled) {
      settled =
          plugins.stream()
              .allMatch(
                  plugin ->
                      plugin.nodes().stream()
                          .anyMatch(
                              node ->
                                  node.node().equals(mall.config().node())
                                      && node.revision() >= plugin.wished().revision()));
    }
    return settled ? "open" : "loading plugins";
  }
}
