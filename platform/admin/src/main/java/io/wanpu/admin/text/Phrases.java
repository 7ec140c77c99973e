package io.wanpu.admin.text;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.text.MessageSource;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes words, money and dates for one reader: in her language, in the zone and currency of the
 * shop.
 */
public final class Phrases {
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
  private static final DateTimeFormatter SECONDS = pattern("yyyy-MM-dd HH:mm:ss", Language.ZH);
  private static final Dates ZH_DATES =
      new Dates(pattern("M月d日 HH:mm", Language.ZH), pattern("yyyy年M月d日 HH:mm", Language.ZH));
  private static final Dates EN_DATES =
      new Dates(pattern("d MMM, HH:mm", Language.EN), pattern("d MMM yyyy, HH:mm", Language.EN));

  private final MessageSource bundles;
  private final Language language;
  private final ZoneId zone;
  private final Currency currency;
  private final InstantSource clock;

  // making one takes far longer than copying it; who uses it holds its lock
  private static final Map<Style, NumberFormat> MODELS = new ConcurrentHashMap<>();

  private final NumberFormat moneyFormat;
  private final NumberFormat countFormat;

  /** How numbers are written: amounts of that currency, or counts. */
  private record Style(Language language, Optional<Currency> currency) {
    NumberFormat copy() {
      return (NumberFormat) MODELS.computeIfAbsent(this, Style::make).clone();
    }

    private NumberFormat make() {
      if (currency.isEmpty()) {
        return NumberFormat.getIntegerInstance(language.locale());
      }
      var amounts = NumberFormat.getCurrencyInstance(language.locale());
      amounts.setCurrency(currency.get());
      return amounts;
    }
  }

  /** How dates are written. */
  private record Dates(DateTimeFormatter thisYear, DateTimeFormatter otherYear) {}

  public Phrases(
      MessageSource bundles, Language language, ZoneId zone, String currency, InstantSource clock) {
    this.bundles = bundles;
    this.language = language;
    this.zone = zone;
    this.currency = Currency.getInstance(currency);
    this.clock = clock;
    this.moneyFormat = new Style(language, Optional.of(this.currency)).copy();
    this.countFormat = new Style(language, Optional.empty()).copy();
  }

  private static DateTimeFormatter pattern(String pattern, Language language) {
    return DateTimeFormatter.ofPattern(pattern, language.locale());
  }

  public Language language() {
    return language;
  }

  public ZoneId zone() {
    return zone;
  }

  /** The words of a key; the key itself when there are none, which tests look for. */
  public String words(String key, @Nullable Object... args) {
    return find(key, args).orElse(key);
  }

  /** The words of a key without arguments, for templates that make up the key. */
  public String say(String key) {
    return find(key).orElse(key);
  }

  /** The words of a key, or empty. */
  public Optional<String> find(String key, @Nullable Object... args) {
    return bundles.find(key, language.locale()).map(pattern -> fill(pattern, args));
  }

  /** A text for people. */
  public String text(Text text) {
    return text.args().size() == 1 && text.args().getFirst() instanceof Arg.Count count
        ? plural(text.key(), count.value())
        : words(text.key(), text.args().toArray());
  }

  /** An amount with the sign of the currency. */
  public String money(long minor) {
    synchronized (moneyFormat) {
      return moneyFormat.format(major(minor)).replace("CN¥", "¥").replace('\u00a0', ' ');
    }
  }

  /** An amount as it stands in a form field: {@code 1234.50}. */
  public String amount(long minor) {
    return major(minor).toPlainString();
  }

  /** The sign of the currency. */
  public String currencySign() {
    return currency.getSymbol(Language.ZH.locale());
  }

  /** Digits after the point of the currency. */
  public int decimals() {
    return Math.max(0, currency.getDefaultFractionDigits());
  }

  /** Minor units of an entered amount; empty when it is none or too fine for the currency. */
  public Optional<Long> minor(String entered) {
    try {
      var amount = new BigDecimal(entered.strip().replace(",", ""));
      if (amount.precision() > 30 || Math.abs(amount.scale()) > 10) {
        return Optional.empty();
      }
      return Optional.of(
          amount.movePointRight(Math.max(0, currency.getDefaultFractionDigits())).longValueExact());
    } catch (ArithmeticException | NumberFormatException noAmount) {
      return Optional.empty();
    }
  }

  /** A number of which no more than so many were counted: {@code 999+}. */
  public String count(long value, long most) {
    return value > most ? count(most) + "+" : count(value);
  }

  public String count(long value) {
    synchronized (countFormat) {
      return countFormat.format(value);
    }
  }

  /** A share in basis points: 8500 is 85 %. */
  public String percent(int basisPoints) {
    var format = NumberFormat.getPercentInstance(language.locale());
    format.setMaximumFractionDigits(2);
    return format.format(BigDecimal.valueOf(basisPoints, 4));
  }

  /** Date and time, with the year only when it is another one. */
  public String when(Instant at) {
    var local = at.atZone(zone);
    var thisYear = local.getYear() == clock.instant().atZone(zone).getYear();
    var dates =
        switch (language) {
          case ZH -> ZH_DATES;
          case EN -> EN_DATES;
        };
    return (thisYear ? dates.thisYear() : dates.otherYear()).format(local);
  }

  /** A day of this year or the last one. */
  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern(words("calendar.date"), language.locale()).format(day);
  }

  /** Date and time to the second with the zone, for hovering. */
  public String exactly(Instant at) {
    return SECONDS.format(at.atZone(zone)) + " " + zone.getId();
  }

  /** How long ago or how soon, up to a week; then the date. */
  public String ago(Instant at) {
    var past = Duration.between(at, clock.instant());
    var coming = past.isNegative();
    var distance = past.abs();
    if (distance.compareTo(Duration.ofDays(7)) >= 0) {
      return when(at);
    }
    if (distance.toSeconds() < 60) {
      return words(coming ? "time.soon" : "time.now");
    }
    var side = coming ? "time.in." : "time.ago.";
    if (distance.toMinutes() < 60) {
      return plural(side + "minutes", distance.toMinutes());
    }
    if (distance.toHours() < 24) {
      return plural(side + "hours", distance.toHours());
    }
    return plural(side + "days", distance.toDays());
  }

  /** The words for that many: {@code <key>.one} for one where the language has it. */
  public String plural(String key, long count) {
    return count == 1 && language == Language.EN
        ? find(key + ".one", count).orElseGet(() -> words(key, count))
        : words(key, count);
  }

  /** An instant as a {@code datetime-local} field carries it. */
  public String field(Instant at) {
    return FIELD.format(at.atZone(zone));
  }

  /** The instant of a {@code datetime-local} field in the zone of the shop. */
  public Optional<Instant> instant(String entered) {
    try {
      return Optional.of(LocalDateTime.parse(entered.strip()).atZone(zone).toInstant())
          .filter(
              at ->
                  at.isAfter(Instant.EPOCH) && at.isBefore(Instant.ofEpochSecond(7_258_118_400L)));
    } catch (java.time.DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private BigDecimal major(long minor) {
    return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits()));
  }

  /** Placeholders are {@code {0}}, {@code {1}} …; apostrophes stand for themselves. */
  private String fill(String pattern, @Nullable Object[] args) {
    if (args.length == 0 || pattern.indexOf('{') < 0) {
      return pattern;
    }
    var filled = new StringBuilder(pattern.length() + 32);
    for (var i = 0; i < pattern.length(); i++) {
      var c = pattern.charAt(i);
      var end = c == '{' ? pattern.indexOf('}', i) : -1;
      if (end > i + 1 && end <= i + 3 && Character.isDigit(pattern.charAt(i + 1))) {
        var index = Integer.parseInt(pattern.substring(i + 1, end));
        filled.append(index < args.length ? write(args[index]) : "");
        i = end;
      } else {
        filled.append(c);
      }
    }
    return filled.toString();
  }

  private String write(@Nullable Object arg) {
    return switch (arg) {
      case null -> "";
      case Arg.Money money -> money(money.minor());
      case Arg.Count count -> count(count.value());
      case Arg.Percent percent -> percent(percent.basisPoints());
      case Arg.Words words -> words.value();
      case Arg.When when -> when(when.at());
      case Text text -> text(text);
      case Instant at -> when(at);
      case Integer number -> count(number);
      case Long number -> count(number);
      case List<?> list -> String.join("、", list.stream().map(this::write).toList());
      default -> arg.toString();
    };
  }

  /** A value of a figure or an argument. */
  public String arg(Arg arg) {
    return write(arg);
  }
}
