package io.wanpu.api.kit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What staff look for in a list, as its address says. Only what the shape knows is in here: an
 * unknown view is the first one, an unknown choice is none.
 *
 * @param view name of the view; empty when the shape has none
 * @param filters by parameter: {@code type}, {@code made.from}, {@code made.to}
 * @param after cursor of {@link ListPage#next}; comes from the address and may be anything
 * @param columns names of the columns to show; empty: those that are not on demand
 * @param limit most rows of a page
 */
public record ListQuery(
    String view,
    Optional<String> words,
    Map<String, String> filters,
    Optional<Sort> sort,
    Optional<String> after,
    Set<String> columns,
    int limit) {
  /** Rows of a page. */
  public static final int PAGE = 30;

  private static final int MOST = 500;
  private static final int LONGEST = 60;
  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,3})?");

  public ListQuery {
    filters = Map.copyOf(filters);
    columns = Set.copyOf(columns);
  }

  /** An order of rows. @param column one that sorts */
  public record Sort(String column, boolean descending) {
    @Override
    public String toString() {
      return descending ? "-" + column : column;
    }
  }

  /** Reads the parameters of an address. */
  public static ListQuery read(ListShape shape, Map<String, List<String>> parameters) {
    var asked = first(parameters, "view");
    var views = shape.views().stream().map(ListShape.View::name).toList();
    var filters = new LinkedHashMap<String, String>();
    for (var filter : shape.filters()) {
      switch (filter.kind()) {
        case CHOICE ->
            keep(
                filters,
                parameters,
                filter.name(),
                value -> filter.choices().stream().anyMatch(c -> c.value().equals(value)));
        case ID -> keep(filters, parameters, filter.name(), v -> ID.matcher(v).matches());
        case DAYS -> {
          keep(filters, parameters, filter.name() + ".from", value -> day(value).isPresent());
          keep(filters, parameters, filter.name() + ".to", value -> day(value).isPresent());
        }
        case AMOUNTS -> {
          keep(filters, parameters, filter.name() + ".from", v -> AMOUNT.matcher(v).matches());
          keep(filters, parameters, filter.name() + ".to", v -> AMOUNT.matcher(v).matches());
        }
      }
    }
    var known = shape.columns().stream().map(Column::name).collect(Collectors.toSet());
    var columns = new TreeSet<>(parameters.getOrDefault("columns", List.of()));
    columns.retainAll(known);
    return new ListQuery(
        views.contains(asked) ? asked : views.stream().findFirst().orElse(""),
        Optional.of(first(parameters, "q"))
            .map(words -> words.substring(0, Math.min(words.length(), LONGEST)).strip())
            .filter(words -> shape.search().isPresent() && !words.isEmpty()),
        filters,
        sort(shape, first(parameters, "sort")),
        Optional.of(first(parameters, "after")).filter(cursor -> !cursor.isEmpty()),
        columns,
        limit(first(parameters, "limit")));
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    var values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst().strip();
  }

  private static void keep(
      Map<String, String> filters,
      Map<String, List<String>> parameters,
      String name,
      java.util.function.Predicate<String> sensible) {
    var value = first(parameters, name);
    if (!value.isEmpty() && sensible.test(value)) {
      filters.put(name, value);
    }
  }

  private static Optional<Sort> sort(ListShape shape, String asked) {
    var descending = asked.startsWith("-");
    var name = descending ? asked.substring(1) : asked;
    return shape.columns().stream()
        .filter(column -> column.sorts() && column.name().equals(name))
        .findFirst()
        .map(column -> new Sort(name, descending));
  }

  private static int limit(String asked) {
    try {
      return asked.isEmpty() ? PAGE : Math.clamp(Integer.parseInt(asked), 1, MOST);
    } catch (NumberFormatException e) {
      return PAGE;
    }
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text))
          .filter(day -> day.getYear() >= 1970 && day.getYear() < 2200);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What was chosen of a filter. */
  public Optional<String> choice(String filter) {
    return Optional.ofNullable(filters.get(filter));
  }

  /** First day of a range, in the shop's zone. */
  public Optional<LocalDate> from(String filter) {
    return choice(filter + ".from").flatMap(ListQuery::day);
  }

  /** Last day of a range, in the shop's zone. */
  public Optional<LocalDate> to(String filter) {
    return choice(filter + ".to").flatMap(ListQuery::day);
  }

  /** Whether nothing narrows the list: no search and no filter. */
  public boolean isPlain() {
    return words.isEmpty() && filters.isEmpty();
  }

  /** The same in another view, from its beginning. */
  public ListQuery inView(String name) {
    return new ListQuery(name, words, filters, sort, Optional.empty(), columns, limit);
  }

  /** The same without search and filters. */
  public ListQuery plain() {
    return new ListQuery(view, Optional.empty(), Map.of(), sort, Optional.empty(), columns, limit);
  }

  /** The same without the search. */
  public ListQuery withoutWords() {
    return new ListQuery(view, Optional.empty(), filters, sort, Optional.empty(), columns, limit);
  }

  /** The same without that filter. */
  public ListQuery without(String filter) {
    var fewer = new LinkedHashMap<>(filters);
    fewer
        .keySet()
        .removeIf(
            name ->
                name.equals(filter)
                    || name.equals(filter + ".from")
                    || name.equals(filter + ".to"));
    return new ListQuery(view, words, fewer, sort, Optional.empty(), columns, limit);
  }

  /** The same in another order. */
  public ListQuery sorted(Optional<Sort> order) {
    return new ListQuery(view, words, filters, order, Optional.empty(), columns, limit);
  }

  /** The page that begins there. */
  public ListQuery after(Optional<String> cursor) {
    return new ListQuery(view, words, filters, sort, cursor, columns, limit);
  }

  /** The same with pages of another length. */
  public ListQuery limit(int rows) {
    return new ListQuery(view, words, filters, sort, after, columns, rows);
  }

  /** The parameters of its address; what goes without saying is left out. */
  public Map<String, List<String>> parameters(ListShape shape) {
    var all = new LinkedHashMap<String, List<String>>();
    if (!view.isEmpty() && !view.equals(shape.views().getFirst().name())) {
      all.put("view", List.of(view));
    }
    words.ifPresent(text -> all.put("q", List.of(text)));
    filters.keySet().stream()
        .sorted()
        .forEach(name -> all.put(name, List.of(filters.getOrDefault(name, ""))));
    sort.ifPresent(order -> all.put("sort", List.of(order.toString())));
    if (!columns.isEmpty()) {
      all.put("columns", columns.stream().sorted().toList());
    }
    if (limit != PAGE) {
      all.put("limit", List.of(Integer.toString(limit)));
    }
    after.ifPresent(cursor -> all.put("after", List.of(cursor)));
    return all;
  }

  /** The address of this list at a path. */
  public String address(ListShape shape, String path) {
    var query =
        parameters(shape).entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(v -> encoded(e.getKey()) + "=" + encoded(v)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
