package io.wanpu.admin.marketing;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.MallException;
import io.wanpu.runtime.Mall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What runs or comes soon in the calling shop, over all plugins, for the first page. */
public final class RunningActivities {
  private RunningActivities() {}

  /** Running ones first, then coming ones; at most so many. A failing plugin's are left out. */
  public static List<ActivityView> of(Mall mall, Phrases phrases, int most) {
    var now = mall.clock().instant();
    var all = new ArrayList<ActivityView>();
    for (var plugin : mall.plugins().serving()) {
      if (!Rights.mayView(plugin.manifest())) {
        continue;
      }
      for (var desk : plugin.activities()) {
        try {
          desk.list(Optional.empty()).stream()
              .map(shown -> ActivityView.of(desk, shown, now, phrases))
              .filter(view -> view.phase().equals("RUNNING") || view.phase().equals("COMING"))
              .forEach(all::add);
        } catch (MallException failing) {
          // the plugin's own page says so; the first page stays whole
          continue;
        }
      }
    }
    all.sort(
        java.util.Comparator.comparing((ActivityView view) -> view.phase().equals("COMING"))
            .thenComparing(ActivityView::startsAt));
    return all.subList(0, Math.min(most, all.size()));
  }
}
