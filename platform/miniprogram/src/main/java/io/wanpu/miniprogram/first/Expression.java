package io.wanpu.miniprogram.first;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands between braces in a template, as far as the first page needs it. */
interface Expression {
  /**
   * @param names values by name
   * @throws Unpaintable when it calls what is not known here
   */
  @Nullable Object of(Function<String, @Nullable Object> names);

  /**
   * @throws Unpaintable when it is written otherwise than this reads
   */
  static Expression parse(String source) {
    var reader = new Reader(source);
    var expression = reader.choice();
    reader.end();
    return expression;
  }

  /** Reads the object that a module exports, where it is written out. */
  static @Nullable Object exported(String module) {
    var start = module.indexOf("module.exports");
    var end = module.lastIndexOf('}');
    if (start < 0 || end < start) {
      throw new Unpaintable("the module");
    }
    return parse(module.substring(module.indexOf('=', start) + 1, end + 1)).of(name -> null);
  }

  /** A reader of expressions, by the strength of their signs. */
  final class Reader {
    private static final List<List<String>> SIGNS =
        List.of(
            List.of("||"),
            List.of("&&"),
            List.of("===", "!==", "==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private final String source;
    private int at;

    Reader(String source) {
      this.source = source;
    }

    void end() {
      space();
      if (at < source.length()) {
        throw new Unpaintable(source);
      }
    }

    private void space() {
      while (at < source.length()) {
        if (Character.isWhitespace(source.charAt(at))) {
          at++;
        } else if (source.startsWith("//", at)) {
          var line = source.indexOf('\n', at);
          at = line < 0 ? source.length() : line;
        } else if (source.startsWith("/*", at)) {
          at = source.indexOf("*/", at) + 2;
        } else {
          return;
        }
      }
    }

    private boolean takes(String sign) {
      space();
      if (source.startsWith(sign, at)) {
        at += sign.length();
        return true;
      }
      return false;
    }

    private void wants(String sign) {
      if (!takes(sign)) {
        throw new Unpaintable(source);
      }
    }

    Expression choice() {
      var condition = binary(0);
      if (!takes("?")) {
        return condition;
      }
      var yes = choice();
      wants(":");
      var no = choice();
      return names -> Values.isTrue(condition.of(names)) ? yes.of(names) : no.of(names);
    }

    private Expression binary(int level) {
      if (level == SIGNS.size()) {
        return unary();
      }
      var left = binary(level + 1);
      while (true) {
        var sign = SIGNS.get(level).stream().filter(this::takes).findFirst();
        if (sign.isEmpty()) {
          return left;
        }
        left = joined(left, sign.get(), binary(level + 1));
      }
    }

    private static Expression joined(Expression left, String sign, Expression right) {
      return names -> {
        var first = left.of(names);
        return switch (sign) {
          case "||" -> Values.isTrue(first) ? first : right.of(names);
          case "&&" -> Values.isTrue(first) ? right.of(names) : first;
          case "===", "==" -> Values.same(first, right.of(names));
          case "!==", "!=" -> !Values.same(first, right.of(names));
          case "<" -> Values.number(first) < Values.number(right.of(names));
          case ">" -> Values.number(first) > Values.number(right.of(names));
          case "<=" -> Values.number(first) <= Values.number(right.of(names));
          case ">=" -> Values.number(first) >= Values.number(right.of(names));
          case "+" -> sum(first, right.of(names));
          case "-" -> Values.number(first) - Values.number(right.of(names));
          case "*" -> Values.number(first) * Values.number(right.of(names));
          case "/" -> Values.number(first) / Values.number(right.of(names));
          default -> Values.number(first) % Values.number(right.of(names));
        };
      };
    }

    private static Object sum(@Nullable Object left, @Nullable Object right) {
      return left instanceof String || right instanceof String
          ? Values.text(left) + Values.text(right)
          : (Object) (Values.number(left) + Values.number(right));
    }

    private Expression unary() {
      if (takes("!")) {
        var inner = unary();
        return names -> !Values.isTrue(inner.of(names));
      }
      if (takes("-")) {
        var inner = unary();
        return names -> -Values.number(inner.of(names));
      }
      return member(primary());
    }

    private Expression member(Expression start) {
      var of = start;
      while (true) {
        if (takes(".")) {
          var name = word();
          var owner = of;
          if (takes("(")) {
            of = call(owner, name, items(")"));
          } else {
            of = names -> Values.member(owner.of(names), name);
          }
        } else if (takes("[")) {
          var owner = of;
          var key = choice();
          wants("]");
          of = names -> Values.member(owner.of(names), key.of(names));
        } else {
          return of;
        }
      }
    }

    private static Expression call(Expression owner, String name, List<Expression> given) {
      return names -> {
        if (!(owner.of(names) instanceof Script script)) {
          throw new Unpaintable(name + "()");
        }
        var values = new ArrayList<@Nullable Object>();
        given.forEach(each -> values.add(each.of(names)));
        return script.call(name, values);
      };
    }

    private Expression primary() {
      space();
      if (at >= source.length()) {
        throw new Unpaintable(source);
      }
      var c = source.charAt(at);
      if (c == '\'' || c == '"') {
        var text = quoted(c);
        return names -> text;
      }
      if (Character.isDigit(c)) {
        var number = number();
        return names -> number;
      }
      if (takes("(")) {
        var inner = choice();
        wants(")");
        return inner;
      }
      if (takes("[")) {
        var items = items("]");
        return names -> {
          var list = new ArrayList<@Nullable Object>();
          items.forEach(each -> list.add(each.of(names)));
          return list;
        };
      }
      if (takes("{")) {
        return object();
      }
      var word = word();
      return switch (word) {
        case "true" -> names -> true;
        case "false" -> names -> false;
        case "null", "undefined" -> names -> null;
        default -> names -> names.apply(word);
      };
    }

    private Expression object() {
      var fields = new LinkedHashMap<String, Expression>();
      while (!takes("}")) {
        space();
        var c = source.charAt(at);
        var name = c == '\'' || c == '"' ? quoted(c) : word();
        wants(":");
        fields.put(name, choice());
        if (!takes(",")) {
          wants("}");
          break;
        }
      }
      return names -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        fields.forEach((name, value) -> map.put(name, value.of(names)));
        return map;
      };
    }

    private List<Expression> items(String end) {
      var items = new ArrayList<Expression>();
      while (!takes(end)) {
        items.add(choice());
        if (!takes(",")) {
          wants(end);
          break;
        }
      }
      return items;
    }

    private Double number() {
      var start = at;
      while (at < source.length()
          && (Character.isDigit(source.charAt(at)) || source.charAt(at) == '.')) {
        at++;
      }
      return Double.valueOf(source.substring(start, at));
    }

    private String word() {
      space();
      var start = at;
      while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw new Unpaintable(source);
      }
      return source.substring(start, at);
    }

    private String quoted(char quote) {
      var text = new StringBuilder();
      for (at++; at < source.length(); at++) {
        var c = source.charAt(at);
        if (c == quote) {
          at++;
          return text.toString();
        }
        if (c == '\\' && at + 1 < source.length()) {
          at++;
          var escaped = source.charAt(at);
          text.append(escaped == 'n' ? '\n' : escaped);
        } else {
          text.append(c);
        }
      }
      throw new Unpaintable(source);
    }
  }

  /** A script that templates call. */
  interface Script {
    @Nullable Object call(String function, List<@Nullable Object> given);
  }
}
