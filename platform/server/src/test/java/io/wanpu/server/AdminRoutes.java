package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.admin.web.AdminApplication;
import io.wanpu.admin.web.ForOperator;
import io.wanpu.admin.web.Permission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Pages and buttons of the staff's door, read from the resources themselves: a new one is walked as
 * soon as it exists.
 */
final class AdminRoutes {
  /**
   * A page or button.
   *
   * @param path with its variables
   * @param permission what staff need; empty for anybody who is signed in; absent where no
   *     permission of staff opens it
   * @param operator whether it is the operator's
   */
  record Route(String method, String path, Optional<String> permission, boolean operator) {
    boolean reads() {
      return method.equals("GET");
    }

    /** The address with an id in the place of its variables; plugins' are the flash sale's. */
    String at(String id) {
      return path.replace("{plugin}/{kind}", "seckill/sale")
          .replace("{plugin}", "seckill")
          .replace("{path: .+}", "live")
          .replaceAll("\\{[^}]*\\}", id);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private AdminRoutes() {}

  /** All of them. */
  static List<Route> all() {
    var routes = new ArrayList<Route>();
    for (var resource : AdminApplication.RESOURCES) {
      for (var method : resource.getDeclaredMethods()) {
        verb(method).ifPresent(verb -> routes.add(route(resource, method, verb)));
      }
    }
    assertThat(routes).hasSizeGreaterThan(60);
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return routes;
  }

  /** Those of staff who have signed in. */
  static List<Route> staffs() {
    return all().stream().filter(route -> route.permission().isPresent()).toList();
  }

  private static Route route(Class<?> resource, Method method, String verb) {
    var below = method.getAnnotation(Path.class);
    var path =
        Arrays.stream(
                (resource.getAnnotation(Path.class).value()
                        + "/"
                        + (below == null ? "" : below.value()))
                    .split("/"))
            .filter(part -> !part.isEmpty())
            .reduce("", (left, right) -> left + "/" + right);
    return new Route(
        verb,
        path.isEmpty() ? "/" : path,
        Optional.ofNullable(method.getAnnotation(Permission.class)).map(Permission::value),
        method.isAnnotationPresent(ForOperator.class));
  }

  private static Optional<String> verb(Method method) {
    return method.isAnnotationPresent(GET.class)
        ? Optional.of("GET")
        : method.isAnnotationPresent(POST.class) ? Optional.of("POST") : Optional.empty();
  }
}
