package io.wanpu.kernel.text;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@link Text} in the reader's language: Chinese, unless she reads English. Placeholders are
 * {@code {0}}, {@code {1}} …; apostrophes stand for themselves. A key that no bundle has is shown
 * as it is.
 */
public final class Texts {
  private static final Logger LOG = LoggerFactory.getLogger(Texts.class);
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final DateTimeFormatter CHINESE_TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter ENGLISH_TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private final List<MessageSource> sources;

  /**
   * @param more bundles that are asked before the kernel's, e.g. the plugins'
   */
  public Texts(List<? extends MessageSource> more) {
    var all = new ArrayList<MessageSource>(more);
    all.add(Bundle.of(Texts.class.getClassLoader(), "messages_kernel"));
    this.sources = List.copyOf(all);
  }

  static boolean isEnglish(Locale language) {
    return language.getLanguage().equals("en");
  }

  /** The text in the reader's language. */
  public String write(Text text, Reader reader) {
    var pattern = pattern(text.key(), reader.language());
    if (text.args().isEmpty()) {
      return pattern;
    }
    var match = PLACE.matcher(pattern);
    var written = new StringBuilder();
    while (match.find()) {
      var place = Integer.parseInt(match.group(1));
      match.appendReplacement(written, "");
      written.append(
          place < text.args().size() ? write(text.args().get(place), reader) : match.group());
    }
    return match.appendTail(written).toString();
  }

  /** Whether there is a message of that key. */
  public boolean has(String key) {
    return sources.stream().anyMatch(source -> source.find(key, Locale.ENGLISH).isPresent());
  }

  private String pattern(String key, Locale language) {
    for (var source : sources) {
      var found = source.find(key, language);
      if (found.isPresent()) {
        return found.get();
      }
    }
    LOG.debug("no message for {}", key);
    return key;
  }

  /** An argument in the reader's language. */
  public static String write(Arg arg, Reader reader) {
    return switch (arg) {
      case Arg.Money money -> money(money.minor(), reader);
      case Arg.Count count -> number("#,##0", BigDecimal.valueOf(count.value()));
      case Arg.Percent percent ->
          number("#,##0.##", BigDecimal.valueOf(percent.basisPoints(), 2)) + "%";
      case Arg.Words words -> words.value();
      case Arg.When when ->
          when.at()
              .atZone(reader.zone())
              .format(isEnglish(reader.language()) ? ENGLISH_TIME : CHINESE_TIME);
    };
  }

  private static String money(long minor, Reader reader) {
    var currency = reader.currency();
    var digits = Math.max(0, currency.getDefaultFractionDigits());
    var amount = BigDecimal.valueOf(minor, digits);
    var symbol =
        currency.getCurrencyCode().equals("CNY")
            ? "¥"
            : currency.getSymbol(isEnglish(reader.language()) ? Locale.US : Locale.CHINA);
    return (minor < 0 ? "-" : "")
        + symbol
        + number(digits == 0 ? "#,##0" : "#,##0." + "0".repeat(digits), amount.abs());
  }

  private static String number(String form, BigDecimal value) {
    return new DecimalFormat(form, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
