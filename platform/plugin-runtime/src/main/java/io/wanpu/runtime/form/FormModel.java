package io.wanpu.runtime.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.runtime.form.FormField.Kind;
import io.wanpu.runtime.json.Constraints;
import io.wanpu.runtime.json.JsonProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The form of a record: its fields, what stands in them, and the way back from the parameters of a
 * sent form to the record. Parameters are named by path: {@code name}, {@code items[0].price},
 * {@code words[1]}. An entry of a list that is left wholly empty is not there.
 *
 * @param <R> the record
 */
public final class FormModel<R extends Record> {
  private static final int MAX_ROWS = 500;

  private final Class<R> type;
  private final ObjectMapper mapper;
  private final Constraints constraints;
  private final List<FormField> fields;

  /**
   * Derives the form.
   *
   * @throws IllegalStateException naming the component that no form field fits
   */
  public FormModel(String plugin, Class<R> type, ObjectMapper mapper, Constraints constraints) {
    this.type = type;
    this.mapper = mapper;
    this.constraints = constraints;
    this.fields = new FieldReader(plugin).fields(type);
  }

  public List<FormField> fields() {
    return fields;
  }

  /** What became of a sent form. */
  public sealed interface Parsed<R> {
    record Valid<R>(R value) implements Parsed<R> {}

    record Invalid<R>(List<FieldError> errors) implements Parsed<R> {
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }

  /** Reads a sent form. */
  public Parsed<R> parse(Map<String, List<String>> parameters, FormContext context) {
    var errors = new ArrayList<FieldError>();
    var tree = object(fields, "", parameters, context, errors);
    if (!errors.isEmpty()) {
      return new Parsed.Invalid<>(errors);
    }
    R value;
    try {
      value = mapper.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      return new Parsed.Invalid<>(JsonProblems.fields(e));
    }
    var violations = constraints.check(value);
    return violations.isEmpty() ? new Parsed.Valid<>(value) : new Parsed.Invalid<>(violations);
  }

  private ObjectNode object(
      List<FormField> fields,
      String prefix,
      Map<String, List<String>> parameters,
      FormContext context,
      List<FieldError> errors) {
    var node = JsonNodeFactory.instance.objectNode();
    for (var field : fields) {
      var path = prefix + field.name();
      if (field.shownWhen().isPresent() && !isShown(field.shownWhen().get(), prefix, parameters)) {
        hide(node, field);
      } else if (field.kind() == Kind.RECORDS) {
        var array = node.putArray(field.name());
        var row = 0;
        for (var entry : rows(path, parameters, field, errors)) {
          // errors are reported where the reader sees the row
          array.add(object(field.fields(), entry + ".", parameters, context, errors));
          row++;
        }
        checkCount(field, path, row, errors);
      } else if (field.kind() == Kind.RECORD) {
        if (field.required() || !isBlank(path + ".", parameters)) {
          node.set(field.name(), object(field.fields(), path + ".", parameters, context, errors));
        }
      } else if (field.kind().isList()) {
        var array = node.putArray(field.name());
        var values = Inputs.texts(path, parameters);
        values.forEach(text -> Inputs.element(field, text, path, errors).ifPresent(array::add));
        checkCount(field, path, values.size(), errors);
      } else {
        Inputs.value(field, path, Inputs.text(path, parameters), context, errors)
            .ifPresent(value -> node.set(field.name(), value));
      }
    }
    return node;
  }

  private static boolean isShown(
      FormField.ShownWhen when, String prefix, Map<String, List<String>> parameters) {
    var said = Inputs.text(prefix + when.field(), parameters);
    return when.is()
        .contains(said.isEmpty() ? "false" : said.equals("on") || said.equals("1") ? "true" : said);
  }

  /** What is hidden has nothing in it. */
  private static void hide(ObjectNode node, FormField field) {
    if (field.kind().isList() || field.kind() == Kind.RECORDS) {
      node.putArray(field.name());
    } else if (field.kind() == Kind.TEXT
        || field.kind() == Kind.RICH_TEXT
        || field.kind() == Kind.LINK
        || field.kind() == Kind.PICTURE) {
      node.put(field.name(), "");
    }
  }

  private static void checkCount(FormField field, String path, int count, List<FieldError> errors) {
    if (field.required() && count == 0) {
      errors.add(new FieldError(path, Text.of("validation.NotEmpty")));
    }
  }

  /** Prefixes of the rows that were sent and are not empty, in the order of their numbers. */
  private static List<String> rows(
      String path, Map<String, List<String>> parameters, FormField field, List<FieldError> errors) {
    var number = Pattern.compile(Pattern.quote(path) + "\\[(\\d{1,4})]\\..*");
    var found = new TreeMap<Integer, String>();
    for (var name : parameters.keySet()) {
      var match = number.matcher(name);
      if (match.matches()) {
        found.put(Integer.parseInt(match.group(1)), path + "[" + match.group(1) + "]");
      }
    }
    var sent = found.values().stream().filter(row -> !isBlank(row + ".", parameters)).toList();
    var most = field.max().map(max -> Math.min(max, MAX_ROWS)).orElse((long) MAX_ROWS);
    if (sent.size() > most) {
      errors.add(new FieldError(path, Text.of("form.too_many", Arg.count(most))));
      return List.of();
    }
    return sent;
  }

  private static boolean isBlank(String prefix, Map<String, List<String>> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .allMatch(
            entry ->
                entry.getValue().stream().allMatch(text -> text.isBlank() || text.equals("false")));
  }

  /** The form with a record in it. */
  public List<FilledField> fill(R value, FormContext context) {
    return fill(parameters(value, context), List.of());
  }

  /** The form as it was sent, with what is wrong. */
  public List<FilledField> fill(Map<String, List<String>> parameters, List<FieldError> errors) {
    var at = new LinkedHashMap<String, List<Text>>();
    errors.forEach(
        error -> at.computeIfAbsent(error.field(), k -> new ArrayList<>()).add(error.message()));
    return filled(fields, "", parameters, at);
  }

  private List<FilledField> filled(
      List<FormField> fields,
      String prefix,
      Map<String, List<String>> parameters,
      Map<String, List<Text>> errors) {
    return fields.stream()
        .map(
            field -> {
              var path = prefix + field.name();
              var rows =
                  switch (field.kind()) {
                    case RECORDS ->
                        rows(path, parameters, field, new ArrayList<>()).stream()
                            .map(row -> filled(field.fields(), row + ".", parameters, errors))
                            .toList();
                    case RECORD -> List.of(filled(field.fields(), path + ".", parameters, errors));
                    default -> List.<List<FilledField>>of();
                  };
              return new FilledField(
                  field,
                  path,
                  field.kind().isList() ? "" : Inputs.text(path, parameters),
                  field.kind().isList() ? Inputs.texts(path, parameters) : List.of(),
                  rows,
                  errors.getOrDefault(path, List.of()));
            })
        .toList();
  }

  /** One empty row of a list of records, for a button that adds a row. */
  public List<FilledField> emptyRow(String list, int number) {
    var field =
        fields.stream()
            .filter(each -> each.name().equals(list) && each.kind() == Kind.RECORDS)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no list of records: " + list));
    return filled(field.fields(), list + "[" + number + "].", Map.of(), Map.of());
  }

  /** The parameters that a form with this record in it would send. */
  public Map<String, List<String>> parameters(R value, FormContext context) {
    var parameters = new LinkedHashMap<String, List<String>>();
    Outputs.write(fields, "", value, context, parameters);
    return parameters;
  }
}
