package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.runtime.Mall;
import io.wanpu.runtime.ShopPlugins.Switching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a plugin: installed, switched on, upgraded, switched off, uninstalled. */
@MallTest
class PluginLifecycleTest {
  static final String GREETER =
      """
      package greeter;

      import io.wanpu.api.plugin.*;
      import jakarta.validation.constraints.*;
      import org.jooq.impl.DSL;
      import org.jooq.impl.SQLDataType;

      public class Greeter implements MallPlugin {
        public record Hello(String text, int version) {}
        public record Note(@NotBlank @Size(max = 10) String text, int times) {}
        public record Count(long notes) {}
        public record Preferences(@NotBlank String word) {}

        static final class Notes extends org.jooq.impl.TableImpl<org.jooq.Record> {
          static final Notes NOTES = new Notes();
          final org.jooq.TableField<org.jooq.Record, Long> TENANT_ID =
              createField(DSL.name("tenant_id"), SQLDataType.BIGINT, this);
          final org.jooq.TableField<org.jooq.Record, Long> ID =
              createField(DSL.name("id"), SQLDataType.BIGINT, this);
          final org.jooq.TableField<org.jooq.Record, String> TEXT =
              createField(DSL.name("text"), SQLDataType.VARCHAR(200), this);
          Notes() {
            super(DSL.name("note"));
          }
          @Override public org.jooq.Schema getSchema() {
            return new org.jooq.impl.SchemaImpl(DSL.name("p_greeter"));
          }
        }

        @Override public void contribute(Contributions to, Mall mall) {
          var preferences = to.settings(Preferences.class, new Preferences("你好"));
          to.routes(routes -> {
            routes.get("/hello/{name}", Hello.class).open()
                .handle(call -> new Hello(preferences.current().word() + " " + call.path("name"), VERSION));
            routes.post("/notes", Note.class, Count.class)
                .handle(call -> mall.db().transaction(tx -> {
                  var n = Notes.NOTES;
                  mall.db().on(tx).insertInto(n, n.TENANT_ID, n.ID, n.TEXT)
                      .values(mall.tenant().value(), mall.newId(), call.body().text()).execute();
                  return new Count(mall.db().on(tx).selectCount().from(n)
                      .where(n.TENANT_ID.eq(mall.tenant().value())).fetchOne(0, long.class));
                }));
          });
        }
      }
      """;

  static TestJar greeter(String version) {
    return TestJar.of("greeter", version)
        .source(GREETER.replace("VERSION", version.substring(0, 1)))
        .migration(
            "V1__notes.sql",
            "CREATE TABLE note (tenant_id BIGINT NOT NULL COMMENT 'shop', id BIGINT NOT NULL, text"
                + " VARCHAR(200) NOT NULL, PRIMARY KEY (tenant_id, id))");
  }

  @AfterEach
  void remove(Mall mall) {
    new Plugins(mall).purge("greeter");
  }

  @Test
  void a_plugin_is_installed_switched_on_used_upgraded_and_switched_off(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(greeter("1.0.0").build());
    assertThat(RouteCall.of(shop, "greeter", "GET", "/hello/x").problem().code())
        .isEqualTo("request.no_such_route");

    plugins.enable(shop, "greeter");
    assertThat(RouteCall.of(shop, "greeter", "GET", "/hello/%E5%BC%A0").ok().toString())
        .isEqualTo("{\"text\":\"你好 张\",\"version\":1}");
    var member = shop.member();
    assertThat(
            RouteCall.of(shop, "greeter", "POST", "/notes")
                .as(member)
                .json("{\"text\":\"a\",\"times\":1}")
                .ok()
                .toString())
        .isEqualTo("{\"notes\":1}");

    plugins.install(greeter("2.0.0").build());
    assertThat(RouteCall.of(shop, "greeter", "GET", "/hello/x").ok().get("version").intValue())
        .isEqualTo(2);
    assertThat(
            RouteCall.of(shop, "greeter", "POST", "/notes")
                .as(member)
                .json("{\"text\":\"b\",\"times\":1}")
                .ok()
                .toString())
        .isEqualTo("{\"notes\":2}");

    assertThat(plugins.disable(shop, "greeter")).isInstanceOf(Switching.Disabled.class);
    assertThat(RouteCall.of(shop, "greeter", "GET", "/hello/x").problem().code())
        .isEqualTo("request.no_such_route");
  }

  @Test
  void a_switch_in_one_shop_is_not_one_in_another(Mall mall, Shop shop, Shop other) {
    var plugins = new Plugins(mall);
    plugins.install(greeter("1.0.0").build());
    plugins.enable(shop, "greeter");
    assertThat(RouteCall.of(shop, "greeter", "GET", "/hello/x").ok()).isNotNull();
    assertThat(RouteCall.of(other, "greeter", "GET", "/hello/x").problem().code())
        .isEqualTo("request.no_such_route");
  }

  @Test
  void bad_bodies_are_refused_with_the_field_at_fault(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    plugins.install(greeter("1.0.0").build());
    plugins.enable(shop, "greeter");
    var member = shop.member();
    assertProblem(shop, member, "{\"text\":\"\",\"times\":1}", "text");
    assertProblem(shop, member, "{\"text\":\"12345678901\",\"times\":1}", "text");
    assertProblem(shop, member, "{\"text\":\"a\"}", "times");
    assertProblem(shop, member, "{\"times\":1}", "text");
    assertProblem(shop, member, "{\"text\":null,\"times\":1}", "text");
    assertProblem(shop, member, "{\"text\":\"a\",\"times\":1.5}", "times");
    assertProblem(shop, member, "{\"text\":\"a\",\"times\":\"1\"}", "times");
    assertProblem(shop, member, "{\"text\":5,\"times\":1}", "text");
    assertProblem(shop, member, "{\"text\":\"a\",\"times\":99999999999}", "times");
    for (var malformed : new String[] {"", "{", "[]1", "nope", "{\"text\":\"a\",\"text\":\"b\"}"}) {
      assertThat(
              RouteCall.of(shop, "greeter", "POST", "/notes")
                  .as(member)
                  .json(malformed)
                  .problem()
                  .kind()
                  .status())
          .as(malformed)
          .isIn(400, 422);
    }
    assertThat(
            RouteCall.of(shop, "greeter", "POST", "/notes")
                .json("{\"text\":\"a\",\"times\":1}")
                .problem()
                .code())
        .isEqualTo("request.unauthenticated");
  }

  private static void assertProblem(
      Shop shop, io.wanpu.api.id.MemberId member, String body, String field) {
    var problem = RouteCall.of(shop, "greeter", "POST", "/notes").as(member).json(body).problem();
    assertThat(problem.code()).as(body).isEqualTo("request.invalid");
    assertThat(problem.fields()).as(body).anySatisfy(e -> assertThat(e.field()).isEqualTo(field));
  }
}
