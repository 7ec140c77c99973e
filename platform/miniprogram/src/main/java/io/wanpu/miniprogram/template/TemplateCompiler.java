package io.wanpu.miniprogram.template;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template compiler of glass-easel, a WebAssembly module, inside the JVM. The build translates
 * it to class files; this class plays the little of JavaScript that its bindings want.
 *
 * <p>The order of some of its output depends on what an instance has done before, so that each
 * template gets an instance of its own: the same template gives the same code.
 */
public final class TemplateCompiler {
  /** Name of the class that the build makes of the module. */
  public static final String MACHINE = "io.wanpu.miniprogram.template.Compiler";

  private static final int RESERVED = 132;

  private final WasmModule module = module();

  private static WasmModule module() {
    var name = MACHINE.substring(MACHINE.lastIndexOf('.') + 1) + ".meta";
    try (InputStream in = TemplateCompiler.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build has not packed the template compiler");
      }
      return Parser.parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Machine machine(Instance instance) {
    try {
      var type = Class.forName(MACHINE + "Machine", true, TemplateCompiler.class.getClassLoader());
      return (Machine)
          MethodHandles.publicLookup()
              .findConstructor(type, MethodType.methodType(void.class, Instance.class))
              .invoke(instance);
    } catch (Throwable e) {
      throw new IllegalStateException("the template compiler can't be loaded", e);
    }
  }

  /**
   * Compiles a template.
   *
   * @param path of the file, with its ending
   * @throws BrokenTemplate when it can't be used
   */
  public Template compile(String path, String source) {
    return new Run(module).compile(path, source);
  }

  private static List<TemplateProblem> problems(String path, @Nullable Object found) {
    if (!(found instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .map(
            each -> {
              var fields = (Map<?, ?>) each;
              return new TemplateProblem(
                  path,
                  number(fields.get("startLine")) + 1,
                  number(fields.get("startColumn")) + 1,
                  String.valueOf(fields.get("message")),
                  Boolean.TRUE.equals(fields.get("isError")) || isFatal(fields));
            })
        .sorted(
            Comparator.comparingInt(TemplateProblem::line)
                .thenComparingInt(TemplateProblem::column))
        .toList();
  }

  /** A tag that is left open is only a warning for the framework; WeChat refuses the file. */
  private static boolean isFatal(Map<?, ?> fields) {
    return String.valueOf(fields.get("message")).contains("missing end tag");
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }

  /** One instance, with what it keeps of JavaScript's objects. */
  private static final class Run {
    private final List<@Nullable Object> heap = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Instance instance;
    private final Memory memory;

    Run(WasmModule module) {
      for (var i = 0; i < RESERVED; i++) {
        heap.add(null);
      }
      this.instance =
          Instance.builder(module)
              .withImportValues(imports(module))
              .withMachineFactory(TemplateCompiler::machine)
              .build();
      this.memory = instance.memory();
    }

    Template compile(String path, String source) {
      var name = path.substring(0, path.lastIndexOf('.'));
      var group = call("tmplgroup_new")[0];
      var at = put(name);
      var text = put(source);
      var found =
          problems(path, take(call("tmplgroup_addTmpl", group, at[0], at[1], text[0], text[1])[0]));
      if (found.stream().anyMatch(TemplateProblem::fatal)) {
        throw new BrokenTemplate(found.stream().filter(TemplateProblem::fatal).toList());
      }
      return new Template(generated(group, name), found);
    }

    private String generated(long group, String name) {
      var stack = call("__wbindgen_add_to_stack_pointer", -16)[0];
      var at = put(name);
      call("tmplgroup_getTmplGenObject", stack, group, at[0], at[1]);
      var pointer = Integer.toUnsignedLong(memory.readInt((int) stack));
      var length = Integer.toUnsignedLong(memory.readInt((int) stack + 4));
      if (memory.readInt((int) stack + 12) != 0) {
        throw new IllegalStateException(
            name + ": " + take(Integer.toUnsignedLong(memory.readInt((int) stack + 8))));
      }
      return text(pointer, length);
    }

    private long[] call(String function, long... arguments) {
      return instance.export(function).apply(arguments);
    }

    private long[] put(String text) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var pointer = call("__wbindgen_malloc", bytes.length, 1)[0];
      memory.write((int) pointer, bytes);
      return new long[] {pointer, bytes.length};
    }

    private String text(long pointer, long length) {
      return new String(memory.readBytes((int) pointer, (int) length), StandardCharsets.UTF_8);
    }

    private long keep(@Nullable Object value) {
      if (!free.isEmpty()) {
        var index = free.pop();
        heap.set(index, value);
        return index;
      }
      heap.add(value);
      return heap.size() - 1L;
    }

    /** The object at an index of the module; those below stand for undefined, null, true, false. */
    private @Nullable Object at(long index) {
      return index < RESERVED ? constant((int) index) : heap.get((int) index);
    }

    /** The object, which the module does not need any more. */
    private @Nullable Object take(long index) {
      var value = at(index);
      if (index >= RESERVED) {
        heap.set((int) index, null);
        free.push((int) index);
      }
      return value;
    }

    private static @Nullable Object constant(int index) {
      return switch (index) {
        case 130 -> Boolean.TRUE;
        case 131 -> Boolean.FALSE;
        default -> null;
      };
    }

    private ImportValues imports(WasmModule module) {
      var values = ImportValues.builder();
      var imports = module.importSection();
      for (var i = 0; i < imports.importCount(); i++) {
        if (imports.getImport(i) instanceof FunctionImport function) {
          var type = module.typeSection().getType(function.typeIndex());
          values.addFunction(
              new HostFunction(
                  function.module(),
                  function.name(),
                  type,
                  (caller, arguments) -> answer(function.name(), type, arguments)));
        }
      }
      return values.build();
    }

    @SuppressWarnings("unchecked")
    private long @Nullable [] answer(String function, FunctionType type, long[] arguments) {
      var name = function.replaceFirst("_[0-9a-f]{16}$", "");
      return switch (name) {
        case "__wbindgen_string_new" -> one(text(arguments[0], arguments[1]));
        case "__wbindgen_number_new" -> one(Double.longBitsToDouble(arguments[0]));
        case "__wbindgen_object_clone_ref" -> one(at(arguments[0]));
        case "__wbindgen_error_new" -> one("error: " + text(arguments[0], arguments[1]));
        case "__wbg_new" -> one(isList(function) ? new ArrayList<>() : new HashMap<>());
        case "__wbg_set" -> {
          var target = at(arguments[0]);
          if (target instanceof List<?> list) {
            ((List<@Nullable Object>) list).add(take(arguments[2]));
          } else if (target instanceof Map<?, ?> map) {
            ((Map<@Nullable Object, @Nullable Object>) map)
                .put(take(arguments[1]), take(arguments[2]));
          }
          yield type.returns().isEmpty() ? null : new long[] {1};
        }
        case "__wbindgen_object_drop_ref" -> {
          take(arguments[0]);
          yield null;
        }
        case "__wbindgen_throw" ->
            throw new IllegalStateException(
                "the template compiler failed: " + text(arguments[0], arguments[1]));
        default -> type.returns().isEmpty() ? null : new long[] {0};
      };
    }

    private static boolean isList(String function) {
      return function.contains("_16b304a2cfa7ff4a");
    }

    private long[] one(@Nullable Object value) {
      return new long[] {keep(value)};
    }
  }
}
