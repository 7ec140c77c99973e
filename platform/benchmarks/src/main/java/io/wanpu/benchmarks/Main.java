package io.wanpu.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Runs all benchmarks, or those that are named. */
public final class Main {
  /** The one about memory comes last: it looks at a server that has worked. */
  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("seckill-claims", Seckill::claims);
    ALL.put("seckill-claims-naive", Seckill::naive);
    ALL.put("seckill-claims-loop", Seckill::loop);
    ALL.put("seckill-soldout", Seckill::soldOut);
    ALL.put("checkout", new PreviewAndSubmit());
    ALL.put("tenant-guard", new TenantGuard());
    ALL.put("product", Pages::product);
    ALL.put("browse", Pages::browse);
    ALL.put("orders", new Orders());
    ALL.put("generate", Generation::whole);
    ALL.put("regenerate", Generation::again);
    ALL.put("home", new FirstVisit());
    ALL.put("admin-orders", new AdminOrders());
    ALL.put("memory", new Memory());
  }

  private Main() {}

  public static void main(String[] names) {
    for (var name : names) {
      if (!ALL.containsKey(name)) {
        System.err.println(
            "There is no benchmark " + name + ": there are " + String.join(", ", ALL.keySet()));
        System.exit(2);
      }
    }
    var chosen = Set.of(names);
    try (var arena = new Arena()) {
      ALL.forEach(
          (name, benchmark) -> {
            if (chosen.isEmpty() || chosen.contains(name)) {
              benchmark.run(arena);
            }
          });
    }
    // threads of the mall's libraries may outlive it
    System.exit(0);
  }
}
