package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.activity.Activity;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.SkuId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.text.Reader;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle.Data;
import io.wanpu.runtime.PluginLifecycle.Obstacle;
import io.wanpu.runtime.PluginLifecycle.Removal;
import io.wanpu.runtime.ShopPlugins.Switching;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.load.ActivityDesk;
import io.wanpu.runtime.load.SettingsDesk;
import io.wanpu.runtime.store.ShopState;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Switching off drains, uninstalling waits for what is open, and plugins that need each other. */
@MallTest
class PluginSwitchTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final FormContext FORM = new FormContext(ZONE, 2);

  static byte[] raffle() {
    return TestJar.of("raffle", "1.0.0")
        .uses("activities")
        .manifest("exports", "[raffle.open]")
        .message("raffle.summary", "抽奖 {0} 件", "A raffle of {0}")
        .message("raffle.owes", "还欠 {0} 份奖品", "{0} prizes are owed")
        .source(
            """
            package raffle;

            import io.wanpu.api.activity.*;
            import io.wanpu.api.data.Tx;
            import io.wanpu.api.id.*;
            import io.wanpu.api.plugin.*;
            import io.wanpu.api.text.*;
            import jakarta.validation.constraints.*;
            import java.time.Instant;
            import java.util.*;

            public class Raffle implements MallPlugin {
              public record Run(Instant from, Instant to, SkuId prize, @Min(1) long pieces) {}
              public record Rules(@Min(0) int owed, @NotBlank String slogan) {}

              static final class Runs implements ActivityType<Run> {
                @Override public String kind() { return "run"; }
                @Override public Class<Run> config() { return Run.class; }
                @Override public Instant startsAt(Run run) { return run.from(); }
                @Override public Instant endsAt(Run run) { return run.to(); }
                @Override public Map<SkuId, Long> allocations(Run run) {
                  return Map.of(run.prize(), run.pieces());
                }
                @Override public Map<SkuId, Long> ended(Tx tx, Activity<Run> run) {
                  return allocations(run.config());
                }
                @Override public Text summary(Activity<Run> run) {
                  return Text.of("raffle.summary", Arg.count(run.config().pieces()));
                }
              }

              @Override public void contribute(Contributions to, Mall mall) {
                var rules = to.settings(Rules.class, new Rules(0, "好运"));
                to.activities(new Runs());
                to.obligations(() -> rules.current().owed() == 0
                    ? Optional.empty()
                    : Optional.of(Text.of("raffle.owes", Arg.count(rules.current().owed()))));
              }
            }
            """)
        .source(
            "package raffle.open; public class Luck { public static String word() { return \"luck\"; } }")
        .build();
  }

  private static byte[] party() {
    return TestJar.of("party", "1.0.0")
        .manifest("requires", "[{id: raffle, version: \"[1.0,2.0)\"}]")
        .compileAgainst(raffle())
        .source(
            """
            package party;

            import io.wanpu.api.plugin.*;

            public class Party implements MallPlugin {
              public record Said(String word) {}

              @Override public void contribute(Contributions to, Mall mall) {
                to.routes(r -> r.get("/say", Said.class).open()
                    .handle(call -> new Said(raffle.open.Luck.word())));
              }
            }
            """)
        .build();
  }

  @AfterEach
  void remove(Mall mall) {
    var plugins = new Plugins(mall);
    plugins.purge("party");
    plugins.purge("raffle");
  }

  private static ActivityDesk desk(Mall mall) {
    return mall.plugins().loaded("raffle").orElseThrow().activities().iterator().next();
  }

  private static Map<String, List<String>> run(Mall mall, SkuId prize, int pieces) {
    var now = LocalDateTime.ofInstant(mall.clock().instant(), ZONE).withNano(0);
    var form = new HashMap<String, List<String>>();
    form.put("from", List.of(now.minusHours(1).toString()));
    form.put("to", List.of(now.plusHours(1).toString()));
    form.put("prize", List.of(prize.toString()));
    form.put("pieces", List.of("" + pieces));
    return form;
  }

  private static ActivityId published(Mall mall, SkuId prize, int pieces) {
    if (desk(mall).create(Actor.system(), "抽奖", run(mall, prize, pieces), FORM)
        instanceof ActivityDesk.Saved.Done(var id)) {
      desk(mall).publish(Actor.system(), id, desk(mall).find(id).orElseThrow().version());
      return id;
    }
    throw new AssertionError("the draft was not saved");
  }

  @Test
  void switching_off_waits_for_running_activities_and_then_happens_by_itself(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(raffle());
    plugins.enable(shop, "raffle");
    var prize = shop.sku(10, "1.00");
    var id = shop.call(() -> published(mall, prize, 4));
    assertThat(shop.stockOf(prize).reserved()).isEqualTo(4);

    assertThat(plugins.disable(shop, "raffle")).isInstanceOf(Switching.Draining.class);
    assertThat(shop.call(() -> mall.plugins().shops().state("raffle")))
        .isEqualTo(ShopState.DRAINING);
    // nothing new begins
    assertThatThrownBy(() -> shop.call(() -> published(mall, prize, 1)))
        .isInstanceOf(MallException.class)
        .hasMessage("plugin.disabled");
    assertThat(shop.stockOf(prize).reserved()).isEqualTo(4);

    shop.run(() -> desk(mall).end(Actor.system(), id));
    TestMall.await(
        "off by itself",
        Duration.ofSeconds(10),
        () -> shop.call(() -> mall.plugins().shops().state("raffle")) == ShopState.DISABLED);
    assertThat(shop.stockOf(prize).reserved()).isZero();
  }

  @Test
  void an_activity_is_told_in_one_sentence_and_its_form_says_what_is_wrong(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(raffle());
    plugins.enable(shop, "raffle");
    var prize = shop.sku(10, "1.00");
    shop.run(
        () -> {
          var id = published(mall, prize, 3);
          var shown = desk(mall).find(id).orElseThrow();
          assertThat(shown.status()).isEqualTo(Activity.Status.PUBLISHED);
          assertThat(mall.texts().write(shown.summary(), Reader.in(Locale.SIMPLIFIED_CHINESE)))
              .isEqualTo("抽奖 3 件");
          assertThat(mall.texts().write(shown.summary(), Reader.in(Locale.ENGLISH)))
              .isEqualTo("A raffle of 3");
          assertThat(desk(mall).create(Actor.system(), "抽奖", run(mall, prize, 0), FORM))
              .isInstanceOfSatisfying(
                  ActivityDesk.Saved.Invalid.class,
                  invalid -> assertThat(invalid.errors().getFirst().field()).isEqualTo("pieces"));
          // more than there is: nothing happens
          assertThatThrownBy(() -> published(mall, prize, 8))
              .isInstanceOf(MallException.class)
              .hasMessage("activity.stock_short");
          desk(mall).end(Actor.system(), id);
        });
  }

  @Test
  void an_uninstall_is_refused_while_a_shop_owes_something_and_names_the_shop(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(raffle());
    plugins.enable(shop, "raffle");
    save(mall, shop, "3");
    assertThat(mall.plugins().lifecycle().uninstall("raffle", Data.KEEP))
        .isInstanceOfSatisfying(
            Removal.Refused.class,
            refused -> {
              var obstacle = (Obstacle) refused.why().getFirst();
              assertThat(mall.texts().write(obstacle.what(), Reader.in(Locale.ENGLISH)))
                  .contains(shop.code());
              assertThat(
                      mall.texts()
                          .write(obstacle.detail().orElseThrow(), Reader.in(Locale.ENGLISH)))
                  .isEqualTo("3 prizes are owed");
            });
    assertThat(plugins.disable(shop, "raffle")).isInstanceOf(Switching.Draining.class);
    save(mall, shop, "0");
    TestMall.await(
        "off by itself",
        Duration.ofSeconds(10),
        () -> shop.call(() -> mall.plugins().shops().state("raffle")) == ShopState.DISABLED);
    assertThat(mall.plugins().lifecycle().uninstall("raffle", Data.KEEP))
        .isInstanceOf(Removal.Done.class);
  }

  private static void save(Mall mall, Shop shop, String owed) {
    shop.run(
        () -> {
          var desk = mall.plugins().loaded("raffle").orElseThrow().settings().orElseThrow();
          assertThat(
                  desk.save(
                      Actor.system(),
                      mall.audit(),
                      Map.of("owed", List.of(owed), "slogan", List.of("好运")),
                      FORM,
                      desk.version()))
              .isInstanceOf(SettingsDesk.Saved.Done.class);
        });
  }

  @Test
  void settings_are_each_shops_own_and_a_stale_save_changes_nothing(
      Mall mall, Shop shop, Shop other) {
    new Plugins(mall).install(raffle());
    save(mall, shop, "7");
    var desk = mall.plugins().loaded("raffle").orElseThrow().settings().orElseThrow();
    assertThat(shop.call(() -> desk.form(FORM).getFirst().value())).isEqualTo("7");
    assertThat(other.call(() -> desk.form(FORM).getFirst().value())).isEqualTo("0");
    var sent = Map.of("owed", List.of("9"), "slogan", List.of("x"));
    assertThat(shop.call(() -> desk.save(Actor.system(), mall.audit(), sent, FORM, 0)))
        .isInstanceOf(SettingsDesk.Saved.Stale.class);
    assertThat(
            shop.call(
                () ->
                    desk.save(
                        Actor.system(), mall.audit(), Map.of("owed", List.of("-1")), FORM, 1)))
        .isInstanceOf(SettingsDesk.Saved.Invalid.class);
    assertThat(shop.call(() -> desk.form(FORM).getFirst().value())).isEqualTo("7");
  }

  @Test
  void plugins_that_need_each_other_are_switched_and_removed_in_order(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(raffle());
    var party = plugins.install(party());
    assertThat(shop.call(() -> mall.plugins().shops().enable(Actor.system(), "party")))
        .isEqualTo(new Switching.Needs(List.of("raffle")));
    plugins.enable(shop, "raffle");
    plugins.enable(shop, "party");
    assertThat(RouteCall.of(shop, "party", "GET", "/say").ok().get("word").asText())
        .isEqualTo("luck");
    assertThat(plugins.disable(shop, "raffle")).isEqualTo(new Switching.NeededBy(List.of("party")));
    assertThat(mall.plugins().lifecycle().uninstall("raffle", Data.KEEP))
        .isInstanceOf(Removal.Refused.class);

    // an upgrade of what it needs loads it anew, against the new classes
    var upgraded =
        mall.plugins()
            .lifecycle()
            .install(
                TestJar.of("raffle", "1.1.0")
                    .manifest("exports", "[raffle.open]")
                    .source(
                        """
                        package raffle;
                        public class Raffle implements io.wanpu.api.plugin.MallPlugin {
                          @Override public void contribute(
                              io.wanpu.api.plugin.Contributions to, io.wanpu.api.plugin.Mall mall) {}
                        }
                        """)
                    .source(
                        "package raffle.open; public class Luck { public static String word() {"
                            + " return \"more luck\"; } }")
                    .build(),
                Optional.empty());
    assertThat(upgraded.toString()).contains("Accepted");
    TestMall.await(
        "it says the new word",
        Duration.ofSeconds(10),
        () ->
            RouteCall.of(shop, "party", "GET", "/say")
                .ok()
                .get("word")
                .asText()
                .equals("more luck"));
    assertThat(mall.plugins().loaded("party").orElseThrow()).isNotSameAs(party);
  }
}
