package io.wanpu.runtime.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.form.Money;
import io.wanpu.api.form.Percent;
import io.wanpu.api.form.Picture;
import io.wanpu.api.form.RichText;
import io.wanpu.api.form.ShownWhen;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.form.FormField.Kind;
import io.wanpu.runtime.form.FormModel.Parsed;
import io.wanpu.runtime.json.Constraints;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormKindsTest {
  enum How {
    OFF,
    SHARE
  }

  record Offer(
      How how,
      @ShownWhen(field = "how", is = "OFF") @Money Optional<Long> off,
      @ShownWhen(field = "how", is = "SHARE") @Percent Optional<Integer> share,
      boolean told,
      @ShownWhen(field = "told", is = "true") @RichText String words,
      @Picture String cover,
      @Picture List<String> pictures,
      MemberId member) {}

  private static final String KEY = "a".repeat(64);
  private static final FormContext CONTEXT = new FormContext(ZoneId.of("Asia/Shanghai"), 2);

  private final Constraints constraints = new Constraints();
  private final FormModel<Offer> form =
      new FormModel<>("trial", Offer.class, Json.newMapper(), constraints);

  @AfterEach
  void close() {
    constraints.close();
  }

  private Parsed<Offer> parse(String... pairs) {
    var sent = new LinkedHashMap<String, List<String>>();
    sent.put("how", List.of("SHARE"));
    sent.put("member", List.of("7"));
    for (var i = 0; i < pairs.length; i += 2) {
      sent.put(pairs[i], List.of(pairs[i + 1]));
    }
    return form.parse(sent, CONTEXT);
  }

  private Offer valid(String... pairs) {
    return switch (parse(pairs)) {
      case Parsed.Valid<Offer>(var offer) -> offer;
      case Parsed.Invalid<Offer>(var errors) -> throw new AssertionError(errors);
    };
  }

  @Test
  void each_component_has_its_way_of_being_entered() {
    assertThat(form.fields())
        .extracting(FormField::kind)
        .containsExactly(
            Kind.ENUM,
            Kind.MONEY,
            Kind.PERCENT,
            Kind.BOOLEAN,
            Kind.RICH_TEXT,
            Kind.PICTURE,
            Kind.PICTURES,
            Kind.MEMBER);
  }

  @Test
  void percentages_are_basis_points() {
    assertThat(valid("share", "85.5 %").share()).contains(8550);
    assertThat(form.parameters(valid("share", "90"), CONTEXT).get("share")).containsExactly("90");
    for (var wrong : List.of("x", "1.234", "1e2", "99999999")) {
      assertThat(parse("share", wrong)).as(wrong).isInstanceOf(Parsed.Invalid.class);
    }
  }

  @Test
  void nothing_is_read_from_a_hidden_field() {
    assertThat(valid("off", "nonsense", "words", "<b>x</b>").off()).isEmpty();
    assertThat(valid("words", "<b>x</b>").words()).isEmpty();
    assertThat(valid("told", "true", "words", "<b>x</b>").words()).isEqualTo("<b>x</b>");
  }

  @Test
  void rich_text_comes_in_clean() {
    assertThat(valid("told", "on", "words", "<p onclick=x>a<script>b</script></p>").words())
        .isEqualTo("<p>a</p>");
  }

  @Test
  void pictures_are_keys_of_the_library() {
    assertThat(valid("cover", KEY, "pictures", KEY).pictures()).containsExactly(KEY);
    for (var field : List.of("cover", "pictures")) {
      assertThat(parse(field, "https://evil.example/x.png")).isInstanceOf(Parsed.Invalid.class);
    }
  }

  @Test
  void a_record_goes_into_its_form_and_out_again() {
    var offer =
        new Offer(
            How.OFF,
            Optional.of(990L),
            Optional.empty(),
            true,
            "<p>a</p>",
            KEY,
            List.of(KEY),
            new MemberId(9));

    assertThat(form.parse(form.parameters(offer, CONTEXT), CONTEXT))
        .isEqualTo(new Parsed.Valid<>(offer));
    assertThat(form.fill(Map.of(), List.of())).hasSize(8);
  }
}
