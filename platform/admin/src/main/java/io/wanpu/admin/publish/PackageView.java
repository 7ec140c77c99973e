package io.wanpu.admin.publish;

import io.wanpu.admin.text.Phrases;
import io.wanpu.miniprogram.project.Sizes;
import java.util.List;
import java.util.Locale;

/**
 * A package of the mini-program, as the page shows it.
 *
 * @param share of what WeChat takes, in percent
 * @param biggest its biggest parts
 */
public record PackageView(String name, String size, long share, String biggest) {
  static List<PackageView> of(Sizes sizes, Phrases phrases) {
    return sizes.packages().entrySet().stream()
        .map(
            each ->
                new PackageView(
                    each.getKey().equals("main")
                        ? phrases.words("publish.sizes.main")
                        : each.getKey().replaceFirst("/$", ""),
                    readable(each.getValue()),
                    Math.ceilDiv(each.getValue() * 100, Sizes.PACKAGE),
                    String.join(
                        " · ",
                        sizes.biggest().getOrDefault(each.getKey(), List.of()).stream()
                            .limit(3)
                            .map(Sizes.Part::toString)
                            .toList())))
        .toList();
  }

  static String readable(long bytes) {
    return bytes >= 1 << 20
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0)
        : (bytes + 1023) / 1024 + " KB";
  }
}
