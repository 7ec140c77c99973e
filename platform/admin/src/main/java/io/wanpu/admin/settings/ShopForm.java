package io.wanpu.admin.settings;

import io.wanpu.api.form.Help;
import io.wanpu.api.form.Money;
import io.wanpu.api.form.RichText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The shop's settings as staff fill them in.
 *
 * @param orderTimeoutSeconds an unpaid order is closed after it
 * @param freeOver orders worth this much travel free; empty for never
 * @param privacy notice about personal data, HTML
 */
public record ShopForm(
    @NotBlank @Size(max = 80) String name,
    @Help @Size(max = 200) String notice,
    Tongue language,
    @Help Zone zone,
    @Help @Min(10) @Max(604800) int orderTimeoutSeconds,
    @Money @PositiveOrZero long freight,
    @Help @Money Optional<Long> freeOver,
    @Size(max = 40) String phone,
    @Size(max = 80) String hours,
    @Size(max = 160) String address,
    @Help @RichText @Size(max = 100000) String privacy) {

  /** Language of the shop's own text. */
  public enum Tongue {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Tongue(String tag) {
      this.tag = tag;
    }

    Locale locale() {
      return Locale.forLanguageTag(tag);
    }

    static Tongue of(Locale language) {
      return language.getLanguage().equals("en") ? ENGLISH : CHINESE;
    }
  }

  /** Zones that shops are in. */
  public enum Zone {
    SHANGHAI("Asia/Shanghai"),
    URUMQI("Asia/Urumqi"),
    HONG_KONG("Asia/Hong_Kong"),
    TAIPEI("Asia/Taipei"),
    SINGAPORE("Asia/Singapore"),
    TOKYO("Asia/Tokyo"),
    BANGKOK("Asia/Bangkok"),
    DUBAI("Asia/Dubai"),
    LONDON("Europe/London"),
    BERLIN("Europe/Berlin"),
    NEW_YORK("America/New_York"),
    LOS_ANGELES("America/Los_Angeles"),
    SYDNEY("Australia/Sydney"),
    UTC("UTC"),
    /** One that the operator has set and that is none of these; it stays as it is. */
    ANOTHER("");

    private final String id;

    Zone(String id) {
      this.id = id;
    }

    /** The zone, empty for {@link #ANOTHER}. */
    Optional<String> id() {
      return Optional.of(id).filter(known -> !known.isEmpty());
    }

    static Zone of(String id) {
      return Arrays.stream(values()).filter(zone -> zone.id.equals(id)).findFirst().orElse(ANOTHER);
    }
  }
}
