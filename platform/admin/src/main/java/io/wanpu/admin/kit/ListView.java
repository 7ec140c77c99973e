package io.wanpu.admin.kit;

import io.wanpu.admin.text.Phrases;
import io.wanpu.admin.web.Tab;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.kit.Action;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.Filter;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A list as the template shows it, all but its rows.
 *
 * @param path address without the query
 * @param here address with the query, to come back to
 * @param own views that the reader has saved for herself
 * @param search placeholder, or null when there is no search
 * @param plain whether the shop has nothing at all here
 * @param keep parameters that a new search keeps
 * @param kept parameters that new filters keep
 * @param savable whether the reader can save views of her own
 * @param plainly address of this view from its first page, to be saved
 * @param count rows of this page
 * @param first address of the first page, or null
 * @param next address of the next page, or null
 */
public record ListView(
    String path,
    String here,
    String title,
    @Nullable String sub,
    List<ActionView> buttons,
    List<Tab> tabs,
    List<OwnTab> own,
    boolean savable,
    String plainly,
    @Nullable String search,
    String query,
    List<Pair> keep,
    List<Pair> kept,
    List<Pair> keptColumns,
    List<FilterView> filters,
    List<Chip> chips,
    List<Head> heads,
    List<Choice> columns,
    List<Choice> orders,
    int count,
    boolean ticks,
    List<ActionView> bulk,
    String emptyIcon,
    String emptyTitle,
    String emptyText,
    List<ActionView> ways,
    boolean plain,
    String clear,
    boolean exports,
    @Nullable String first,
    @Nullable String next) {
  /** A larger number in a tab is no news, and lists need not count further. */
  private static final long MOST_SHOWN = 999;

  /** A parameter. */
  public record Pair(String name, String value) {}

  /** Something that narrows the list, and the list without it. */
  public record Chip(String label, String href) {}

  /** A view of the reader's own. */
  public record OwnTab(String id, String label, String href, boolean current) {}

  /** Something to choose. */
  public record Choice(String value, String label, boolean chosen) {}

  /** A filter. @param kind name of a {@link Filter.Kind} */
  public record FilterView(
      String name, String label, String kind, List<Choice> choices, String from, String to) {}

  /**
   * Head of a column.
   *
   * @param sort address that sorts by it, or null
   * @param order {@code ascending}, {@code descending} or null
   */
  public record Head(String label, String css, @Nullable String sort, @Nullable String order) {}

  /** The saved view that is shown, if it is one. */
  public List<OwnTab> mine() {
    return own.stream().filter(OwnTab::current).toList();
  }

  /** HTML of the rows of the list, for the reader of that visit. */
  static String rows(ListPage page, Visit visit) {
    var shape = page.shape();
    var shown = shown(shape, page.query());
    return new Cells(visit.phrases())
        .rows(
            page.rows(),
            shown,
            shown.stream().map(column -> shape.columns().indexOf(column)).toList(),
            !actions(shape.bulk(), visit).isEmpty());
  }

  /** The list for the reader of that visit. */
  public static ListView of(ListPage page, Visit visit) {
    var phrases = visit.phrases();
    var shape = page.shape();
    var query = page.query();
    var path = visit.path();
    var shown = shown(shape, query);
    var bulk = actions(shape.bulk(), visit);
    var plainly = query.after(Optional.empty()).address(shape, path);
    var own = own(visit, path, plainly);
    return new ListView(
        path,
        query.address(shape, path),
        phrases.text(shape.title()),
        shape.sub().map(phrases::text).orElse(null),
        actions(shape.buttons(), visit),
        tabs(page, path, own.stream().anyMatch(OwnTab::current), phrases),
        own,
        visit.signedIn().filter(clerk -> clerk.support().isEmpty()).isPresent(),
        plainly,
        shape.search().map(phrases::text).orElse(null),
        query.words().orElse(""),
        pairs(query.withoutWords().after(Optional.empty()), shape),
        pairs(onlyIds(query, shape), shape, query.words()),
        pairs(withoutColumns(query), shape),
        filters(shape, query, phrases),
        chips(shape, query, path, phrases),
        shown.stream().map(column -> head(column, shape, query, path, phrases)).toList(),
        columns(shape, shown, phrases),
        orders(shape, query, phrases),
        page.rows().size(),
        !bulk.isEmpty(),
        bulk,
        shape.empty().icon(),
        phrases.text(shape.empty().title()),
        phrases.text(shape.empty().text()),
        actions(shape.empty().ways().isEmpty() ? shape.buttons() : shape.empty().ways(), visit),
        query.isPlain() && query.after().isEmpty() && isFirst(shape, query.view()),
        query
            .plain()
            .inView(shape.views().isEmpty() ? "" : shape.views().getFirst().name())
            .address(shape, path),
        shape.exports(),
        query.after().isPresent() ? query.after(Optional.empty()).address(shape, path) : null,
        page.next()
            .map(cursor -> query.after(Optional.of(cursor)).address(shape, path))
            .orElse(null));
  }

  private static boolean isFirst(ListShape shape, String view) {
    return shape.views().isEmpty() || shape.views().getFirst().name().equals(view);
  }

  /** What was chosen by a link stays when other filters are chosen. */
  private static ListQuery onlyIds(ListQuery query, ListShape shape) {
    var kept = query.after(Optional.empty()).withoutWords();
    for (var filter : shape.filters()) {
      if (filter.kind() != Filter.Kind.ID) {
        kept = kept.without(filter.name());
      }
    }
    return kept;
  }

  private static ListQuery withoutColumns(ListQuery query) {
    return new ListQuery(
        query.view(),
        query.words(),
        query.filters(),
        query.sort(),
        Optional.empty(),
        java.util.Set.of(),
        query.limit());
  }

  private static List<ActionView> actions(List<Action> actions, Visit visit) {
    return actions.stream()
        .filter(action -> visit.may(action.permission()))
        .map(action -> ActionView.of(action, visit.phrases()))
        .toList();
  }

  private static List<OwnTab> own(Visit visit, String path, String plainly) {
    return visit
        .signedIn()
        .map(clerk -> clerk.ownViews().getOrDefault(path, List.of()))
        .orElse(List.of())
        .stream()
        .map(
            view ->
                new OwnTab(view.id(), view.name(), view.address(), view.address().equals(plainly)))
        .toList();
  }

  private static List<Tab> tabs(ListPage page, String path, boolean own, Phrases phrases) {
    return page.shape().views().stream()
        .map(
            view ->
                new Tab(
                    phrases.text(view.label()),
                    page.query().inView(view.name()).address(page.shape(), path),
                    !own && view.name().equals(page.query().view()),
                    Optional.ofNullable(page.counts().get(view.name()))
                        .map(count -> phrases.count(count, MOST_SHOWN))
                        .orElse(null)))
        .toList();
  }

  private static List<Pair> pairs(ListQuery query, ListShape shape) {
    return pairs(query, shape, Optional.empty());
  }

  private static List<Pair> pairs(ListQuery query, ListShape shape, Optional<String> words) {
    var pairs = new ArrayList<Pair>();
    words.ifPresent(text -> pairs.add(new Pair("q", text)));
    query
        .parameters(shape)
        .forEach((name, values) -> values.forEach(value -> pairs.add(new Pair(name, value))));
    return pairs;
  }

  private static List<FilterView> filters(ListShape shape, ListQuery query, Phrases phrases) {
    return shape.filters().stream()
        .filter(filter -> filter.kind() != Filter.Kind.ID)
        .map(
            filter ->
                new FilterView(
                    filter.name(),
                    phrases.text(filter.label()),
                    filter.kind().name(),
                    filter.choices().stream()
                        .map(
                            choice ->
                                new Choice(
                                    choice.value(),
                                    phrases.text(choice.label()),
                                    query
                                        .choice(filter.name())
                                        .equals(Optional.of(choice.value()))))
                        .toList(),
                    query.choice(filter.name() + ".from").orElse(""),
                    query.choice(filter.name() + ".to").orElse("")))
        .toList();
  }

  private static List<Chip> chips(ListShape shape, ListQuery query, String path, Phrases phrases) {
    var chips = new ArrayList<Chip>();
    query
        .words()
        .ifPresent(
            words ->
                chips.add(
                    new Chip(
                        phrases.words("kit.chip.words", words),
                        query.withoutWords().address(shape, path))));
    for (var filter : shape.filters()) {
      if (filter.kind() == Filter.Kind.ID && query.choice(filter.name()).isPresent()) {
        chips.add(
            new Chip(
                phrases.text(filter.label()), query.without(filter.name()).address(shape, path)));
      }
      said(filter, query, phrases)
          .ifPresent(
              value ->
                  chips.add(
                      new Chip(
                          phrases.words("kit.chip", phrases.text(filter.label()), value),
                          query.without(filter.name()).address(shape, path))));
    }
    return chips;
  }

  private static Optional<String> said(Filter filter, ListQuery query, Phrases phrases) {
    if (filter.kind() == Filter.Kind.CHOICE) {
      return query
          .choice(filter.name())
          .flatMap(
              chosen ->
                  filter.choices().stream()
                      .filter(choice -> choice.value().equals(chosen))
                      .findFirst())
          .map(choice -> phrases.text(choice.label()));
    }
    var from = query.choice(filter.name() + ".from");
    var to = query.choice(filter.name() + ".to");
    if (from.isPresent() && to.isPresent()) {
      return Optional.of(phrases.words("kit.chip.range", from.get(), to.get()));
    }
    return from.map(value -> phrases.words("kit.chip.from", value))
        .or(() -> to.map(value -> phrases.words("kit.chip.to", value)));
  }

  /** Columns to show: those that are chosen, else those that are not on demand. */
  static List<Column> shown(ListShape shape, ListQuery query) {
    var first = shape.columns().getFirst();
    return shape.columns().stream()
        .filter(
            column ->
                query.columns().isEmpty()
                    ? !column.optional()
                    : column.equals(first) || query.columns().contains(column.name()))
        .toList();
  }

  private static Head head(
      Column column, ListShape shape, ListQuery query, String path, Phrases phrases) {
    var css =
        (column.align() == Column.Align.END ? "num" : "") + (column.desktop() ? " hide-phone" : "");
    if (!column.sorts()) {
      return new Head(phrases.text(column.label()), css, null, null);
    }
    var now = query.sort().filter(sort -> sort.column().equals(column.name()));
    // numbers first from the top, words from the beginning; a third click clears the order
    var starts = column.align() == Column.Align.END;
    Optional<ListQuery.Sort> then =
        now.isEmpty()
            ? Optional.of(new ListQuery.Sort(column.name(), starts))
            : now.get().descending() == starts
                ? Optional.of(new ListQuery.Sort(column.name(), !starts))
                : Optional.empty();
    return new Head(
        phrases.text(column.label()),
        css,
        query.sorted(then).address(shape, path),
        now.map(sort -> sort.descending() ? "descending" : "ascending").orElse(null));
  }

  private static List<Choice> columns(ListShape shape, List<Column> shown, Phrases phrases) {
    var chosen = new TreeSet<>(shown.stream().map(Column::name).toList());
    return shape.columns().stream()
        .skip(1)
        .map(
            column ->
                new Choice(
                    column.name(), phrases.text(column.label()), chosen.contains(column.name())))
        .toList();
  }

  private static List<Choice> orders(ListShape shape, ListQuery query, Phrases phrases) {
    var orders = new LinkedHashMap<String, String>();
    for (var column : shape.columns()) {
      if (column.sorts()) {
        var label = phrases.text(column.label());
        orders.put("-" + column.name(), phrases.words("kit.sort.down", label));
        orders.put(column.name(), phrases.words("kit.sort.up", label));
      }
    }
    var now = query.sort().map(ListQuery.Sort::toString).orElse("");
    return orders.entrySet().stream()
        .map(
            (Map.Entry<String, String> e) ->
                new Choice(e.getKey(), e.getValue(), e.getKey().equals(now)))
        .toList();
  }
}
