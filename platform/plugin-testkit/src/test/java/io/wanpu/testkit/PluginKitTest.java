package io.wanpu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.kit.Section;
import io.wanpu.api.text.Text;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.admin.FormPages;
import io.wanpu.runtime.admin.PageCall;
import io.wanpu.runtime.form.FormContext;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stranger's plugin describes a list, a detail and a form, and lays out nothing. */
@MallTest
class PluginKitTest {
  private static final FormContext CONTEXT = new FormContext(ZoneId.of("Asia/Shanghai"), 2);
  private PageCalls pages;

  private record PageCalls(Mall mall, Shop shop) {
    PageCall at(String method, String path) {
      return shop.call(
          () ->
              switch (mall.plugins().page("notes", method, path)) {
                case Found.Here<PageCall>(var call) -> call;
                default -> throw new AssertionError("nothing at " + path);
              });
    }

    AdminAnswer get(String path, Map<String, List<String>> parameters) {
      return shop.call(() -> at("GET", path).call(Optional.empty(), parameters, Locale.CHINA));
    }

    FormPages.Sent send(String path, Map<String, List<String>> form, int version, boolean keep) {
      return shop.call(
          () ->
              at("POST", path).save(Optional.empty(), form, Locale.CHINA, CONTEXT, version, keep));
    }
  }

  private static byte[] notes() {
    return TestJar.of("notes", "1.0.0")
        .manifest("grants", "[{permission: notes.view, text: {zh: 查看, en: View}}]")
        .source(
            """
            package notes;

            import io.wanpu.api.admin.*;
            import io.wanpu.api.error.*;
            import io.wanpu.api.form.*;
            import io.wanpu.api.kit.*;
            import io.wanpu.api.plugin.*;
            import io.wanpu.api.text.*;
            import jakarta.validation.constraints.*;
            import java.util.*;

            public class Notes implements MallPlugin {
              public enum Kind { PLAIN, PRICED }
              public record Note(
                  @NotBlank @Size(max = 10) String words,
                  Kind kind,
                  @ShownWhen(field = "kind", is = "PRICED") @Money Optional<Long> price) {}

              static final class All implements Listing {
                @Override public ListShape shape() {
                  return ListShape.titled(Text.of("notes.list"))
                      .search(Text.of("notes.search"))
                      .view("all", Text.of("notes.all"))
                      .view("long", Text.of("notes.long"))
                      .column(Column.of("words", Text.of("notes.words")).sortable())
                      .exports()
                      .build();
                }
                @Override public ListPage page(ListQuery query) {
                  return ListPage.of(shape(), query).rows(List.of(
                      ListRow.of("1", new Cell.Words(query.view() + query.words().orElse("-")))));
                }
              }

              static final class Form implements FormHandler<Note> {
                @Override public FormPage<Note> open(AdminCall call) {
                  return new FormPage<>(Text.of("notes.edit"),
                      new DetailPage.Back("/x/notes/all", Text.of("notes.list")),
                      Optional.of(new Note("a", Kind.PLAIN, Optional.empty())), 2);
                }
                @Override public AdminAnswer save(AdminCall call, Note note, int version) {
                  if (version != 2) {
                    throw MallException.conflict("request.stale");
                  }
                  if (note.words().equals("bad")) {
                    throw MallException.invalid("words", "notes.bad");
                  }
                  return new AdminAnswer.Redirect("/all",
                      Optional.of(Text.of("notes.saved", Arg.money(note.price().orElse(0L)))));
                }
              }

              @Override public void contribute(Contributions to, Mall mall) {
                to.admin(pages -> {
                  pages.list("/all", "notes.view", new All());
                  pages.form("/edit", "notes.view", Note.class, new Form());
                  pages.page("/one", "notes.view", call -> new AdminAnswer.Shown(
                      DetailPage.titled(Text.verbatim("one"))
                          .story(new io.wanpu.api.kit.Section.Own(Optional.empty(), "own",
                              Map.of("note", new Note("x", Kind.PLAIN, Optional.empty()))))
                          .build()));
                });
              }
            }
            """)
        .build();
  }

  @BeforeEach
  void install(Mall mall, Shop shop) {
    var plugins = new Plugins(mall);
    var unused = plugins.install(notes());
    plugins.enable(shop, "notes");
    pages = new PageCalls(mall, shop);
  }

  @AfterEach
  void remove(Mall mall) {
    new Plugins(mall).purge("notes");
  }

  @Test
  void a_list_gets_a_query_that_fits_its_shape() {
    var answer =
        pages.get(
            "/all",
            Map.of("view", List.of("long"), "q", List.of(" tea "), "sort", List.of("-nothing")));

    assertThat(answer)
        .isInstanceOfSatisfying(
            AdminAnswer.Listed.class,
            listed -> {
              assertThat(listed.page().query().sort()).isEmpty();
              assertThat(listed.page().rows())
                  .containsExactly(ListRow.of("1", new Cell.Words("longtea")));
            });
  }

  @Test
  void nothing_of_the_plugins_own_classes_leaves_with_a_detail() {
    assertThat(pages.get("/one", Map.of()))
        .isInstanceOfSatisfying(
            AdminAnswer.Shown.class,
            shown ->
                assertThat(((Section.Own) shown.page().story().getFirst()).model().get("note"))
                    .isInstanceOf(Map.class));
  }

  @Test
  void a_form_is_opened_read_and_saved() {
    var opened =
        pages
            .shop()
            .call(
                () ->
                    pages
                        .at("GET", "/edit")
                        .open(Optional.empty(), Map.of(), Locale.CHINA, CONTEXT));
    assertThat(opened.version()).isEqualTo(2);
    assertThat(opened.fields().getFirst().value()).isEqualTo("a");

    var sent =
        pages.send(
            "/edit",
            Map.of("words", List.of("b"), "kind", List.of("PRICED"), "price", List.of("9.90")),
            2,
            false);

    assertThat(sent)
        .isEqualTo(
            new FormPages.Sent.Saved(
                new AdminAnswer.Redirect(
                    "/all",
                    Optional.of(Text.of("notes.saved", io.wanpu.api.text.Arg.money(990))))));
  }

  @Test
  void a_refused_form_keeps_its_text_and_says_why() {
    var form = Map.of("words", List.of("bad"), "kind", List.of("PLAIN"));

    assertThat(pages.send("/edit", form, 2, false))
        .isInstanceOfSatisfying(
            FormPages.Sent.Refused.class,
            refused -> {
              assertThat(refused.form().status()).isEqualTo(422);
              assertThat(refused.form().fields().getFirst().value()).isEqualTo("bad");
              assertThat(refused.form().fields().getFirst().error())
                  .contains(Text.of("error.notes.bad"));
            });
    assertThat(pages.send("/edit", form, 1, false))
        .isInstanceOfSatisfying(
            FormPages.Sent.Refused.class,
            refused -> {
              assertThat(refused.form().status()).isEqualTo(409);
              assertThat(refused.form().version()).isEqualTo(1);
            });
    assertThat(pages.send("/edit", Map.of("words", List.of("x".repeat(11))), 2, false))
        .isInstanceOf(FormPages.Sent.Refused.class);
    assertThat(pages.send("/edit", form, 2, true))
        .as("kept text is shown and not saved")
        .isInstanceOfSatisfying(
            FormPages.Sent.Refused.class,
            refused -> assertThat(refused.form().status()).isEqualTo(200));
  }
}
