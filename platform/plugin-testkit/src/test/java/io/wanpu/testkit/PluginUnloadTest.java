package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.pricing.Cart;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginLifecycle.Data;
import io.wanpu.runtime.PluginLifecycle.Removal;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.json.Models;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing of an uninstalled plugin stays in memory. */
@MallTest
class PluginUnloadTest {
  private static final int ROUNDS = 50;

  @Test
  void after_fifty_installs_and_uninstalls_every_old_class_loader_is_collected(
      Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    var jar = jar();
    var loaders = new ArrayList<WeakReference<ClassLoader>>();
    for (var round = 0; round < ROUNDS; round++) {
      loaders.add(useOnce(mall, plugins, shop, jar));
      // the schema is made anew now and then, so that migrations run too
      var data = round % 10 == 0 ? Data.PURGE : Data.KEEP;
      assertThat(mall.plugins().lifecycle().uninstall("guest", data))
          .isInstanceOf(Removal.Done.class);
      TestMall.await(
          "guest is gone", Duration.ofSeconds(10), () -> mall.plugins().loaded("guest").isEmpty());
    }
    plugins.purge("guest");
    assertAllCollected(loaders);
  }

  private static void assertAllCollected(List<WeakReference<ClassLoader>> loaders) {
    TestMall.await(
        "every class loader is collected",
        Duration.ofSeconds(10),
        () -> {
          System.gc();
          return loaders.stream().allMatch(each -> each.get() == null);
        });
  }

  /** Uses everything that could remember a class of the plugin. */
  private static WeakReference<ClassLoader> useOnce(
      Mall mall, Plugins plugins, Shop shop, byte[] jar) {
    var loaded = plugins.install(jar);
    plugins.enable(shop, "guest");
    var member = shop.member();
    assertThat(
            RouteCall.of(shop, "guest", "POST", "/notes")
                .as(member)
                .json("{\"text\":\"hi\",\"kind\":\"SHORT\"}")
                .ok()
                .get("count")
                .asInt())
        .isPositive();
    assertThat(
            RouteCall.of(shop, "guest", "POST", "/notes")
                .as(member)
                .json("{\"text\":\"\",\"kind\":\"SHORT\"}")
                .problem()
                .code())
        .isEqualTo("request.invalid");
    assertThat(
            RouteCall.of(shop, "guest", "POST", "/notes")
                .as(member)
                .json("{\"text\":\"a\",\"kind\":\"ODD\"}")
                .problem()
                .code())
        .isEqualTo("request.invalid");
    assertThat(mall.plugins().openApi().paths()).isNotEmpty();
    shop.run(
        () -> {
          var context = new FormContext(ZoneId.of("Asia/Shanghai"), 2);
          assertThat(loaded.settings().orElseThrow().form(context)).isNotEmpty();
          assertThat(loaded.activities().iterator().next().blank()).isNotEmpty();
          mall.plugins().propose(new Cart(member, List.of(), 0, mall.clock().instant()));
          var page = mall.plugins().page("guest", "GET", "/list");
          if (page instanceof Found.Here(var here)) {
            here.call(Optional.empty(), Map.of(), Locale.ENGLISH);
          }
        });
    assertThat(Models.plain(Map.of("a", 1))).isNotEmpty();
    return new WeakReference<>(loaded.classLoader());
  }

  private static byte[] jar() {
    return TestJar.of("guest", "1.0.0")
        .uses("activities", "pricing", "events")
        .manifest("grants", "[{permission: guest.view, text: {zh: 查看, en: View}}]")
        .migration(
            "V1__note.sql",
            "CREATE TABLE note (tenant_id BIGINT NOT NULL, id BIGINT NOT NULL, text VARCHAR(80) NOT"
                + " NULL, PRIMARY KEY (tenant_id, id))")
        .message("guest.title", "客人", "Guest")
        .source(
            """
            package guest;

            import io.wanpu.api.activity.*;
            import io.wanpu.api.admin.*;
            import io.wanpu.api.event.*;
            import io.wanpu.api.plugin.*;
            import io.wanpu.api.text.Text;
            import jakarta.validation.constraints.*;
            import java.time.Instant;
            import java.util.*;
            import org.jooq.*;
            import org.jooq.impl.*;
            import org.slf4j.LoggerFactory;

            public class Guest implements MallPlugin {
              public enum Kind { SHORT, LONG }
              public record Note(@NotBlank @Size(max = 80) String text, Kind kind) {}
              public record Counted(int count, List<Note> notes, Optional<Instant> at) {}
              public record Wishes(@NotBlank String word, @Min(1) int most) {}
              public record Run(Instant from, Instant to, @NotEmpty List<Note> notes) {}

              static final class Notes extends TableImpl<org.jooq.Record> {
                static final Notes NOTES = new Notes();
                final TableField<org.jooq.Record, Long> TENANT_ID =
                    createField(DSL.name("tenant_id"), SQLDataType.BIGINT, this);
                final TableField<org.jooq.Record, Long> ID =
                    createField(DSL.name("id"), SQLDataType.BIGINT, this);
                final TableField<org.jooq.Record, String> TEXT =
                    createField(DSL.name("text"), SQLDataType.VARCHAR(80), this);
                Notes() { super(DSL.name("note")); }
                @Override public Schema getSchema() { return new SchemaImpl(DSL.name("p_guest")); }
              }
              public record Row(Long id, String text) {}

              static final class Runs implements ActivityType<Run> {
                @Override public String kind() { return "run"; }
                @Override public Class<Run> config() { return Run.class; }
                @Override public Instant startsAt(Run run) { return run.from(); }
                @Override public Instant endsAt(Run run) { return run.to(); }
                @Override public Text summary(Activity<Run> run) { return Text.of("guest.title"); }
              }

              static final ThreadLocal<Object> SEEN = new ThreadLocal<>();

              @Override public void contribute(Contributions to, Mall mall) {
                LoggerFactory.getLogger(Guest.class).debug("here");
                var wishes = to.settings(Wishes.class, new Wishes("a", 1));
                var type = new Runs();
                var runs = to.activities(type);
                to.promotion(type, (cart, running) -> List.of());
                to.on(OrderPaid.class, "paid", (delivery, event) -> {});
                to.timer("tick", (key, payload) -> {});
                mall.bells().listen("ding", text -> {});
                to.admin(pages -> {
                  pages.menu(Section.MARKETING, "guest.title", "/list", "bolt", "guest.view");
                  pages.page("/list", "guest.view", call -> new AdminAnswer.Page(
                      "guest.title", "list", Map.of("note", new Note("n", Kind.LONG))));
                });
                to.routes(routes -> routes.post("/notes", Note.class, Counted.class)
                    .handle(call -> mall.db().transaction(tx -> {
                      SEEN.set(call.body());
                      var n = Notes.NOTES;
                      mall.db().on(tx).insertInto(n, n.TENANT_ID, n.ID, n.TEXT)
                          .values(mall.tenant().value(), mall.newId(), call.body().text()).execute();
                      var rows = mall.db().on(tx).select(n.ID, n.TEXT).from(n)
                          .where(n.TENANT_ID.eq(mall.tenant().value())).fetchInto(Row.class);
                      mall.bells().ring("ding", "dong");
                      SEEN.remove();
                      return new Counted(rows.size(), List.of(call.body()), Optional.of(Instant.now()));
                    })));
              }
            }
            """)
        .build();
  }
}
