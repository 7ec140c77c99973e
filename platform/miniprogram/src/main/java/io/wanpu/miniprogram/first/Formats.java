package io.wanpu.miniprogram.first;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code utils/format.wxs} does. */
final class Formats {
  private Formats() {}

  static @Nullable Object call(String function, List<@Nullable Object> given) {
    return switch (function) {
      case "whole" -> whole(amount(given, 0));
      case "cents" -> cents(amount(given, 0));
      case "sign" -> sign(Values.text(at(given, 0)));
      case "money" -> money(amount(given, 0), Values.text(at(given, 1)));
      case "fill" ->
          Values.text(at(given, 0))
              .replace("{0}", Values.text(at(given, 1)))
              .replace("{1}", Values.text(at(given, 2)));
      case "count" -> count(amount(given, 0));
      case "has" -> Values.list(at(given, 0)).contains(at(given, 1));
      case "first" -> {
        var text = Values.text(at(given, 0));
        yield text.isEmpty() ? "" : text.substring(0, 1);
      }
      default -> throw new Unpaintable("format." + function);
    };
  }

  private static @Nullable Object at(List<@Nullable Object> given, int index) {
    return index < given.size() ? given.get(index) : null;
  }

  private static long amount(List<@Nullable Object> given, int index) {
    return (long) Values.number(at(given, index));
  }

  private static String whole(long amount) {
    return String.format(Locale.ROOT, "%,d", Math.abs(amount) / 100);
  }

  private static String cents(long amount) {
    return String.format(Locale.ROOT, "%02d", Math.abs(amount) % 100);
  }

  private static String sign(String currency) {
    return switch (currency) {
      case "", "CNY" -> "¥";
      case "USD" -> "$";
      case "EUR" -> "€";
      case "GBP" -> "£";
      default -> currency + " ";
    };
  }

  private static String money(long amount, String currency) {
    return (amount < 0 ? "-" : "") + sign(currency) + whole(amount) + "." + cents(amount);
  }

  private static String count(long n) {
    return n < 10_000 ? Long.toString(n) : Values.text((n - n % 1_000) / 10_000.0) + "万+";
  }
}
