package io.wanpu.runtime.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.page.PageBlock;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.Json;
import io.wanpu.runtime.form.FilledField;
import io.wanpu.runtime.form.FormContext;
import io.wanpu.runtime.form.FormField;
import io.wanpu.runtime.form.FormModel;
import io.wanpu.runtime.form.FormModel.Parsed;
import io.wanpu.runtime.json.Constraints;
import io.wanpu.runtime.json.JsonProblems;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * A kind of block: reads settings that somebody has sent or kept, shows their form, and says what
 * the component gets. Settings pass from JSON to the record and back before anybody else sees them,
 * so nothing is in them that the record does not declare.
 */
public final class BlockDesk {
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  /** Settings of blocks that have nothing to decide. */
  private record Nothing() {}

  private record Bare(String type) implements PageBlock<Nothing> {
    @Override
    public Class<Nothing> props() {
      return Nothing.class;
    }

    @Override
    public Nothing fresh() {
      return new Nothing();
    }
  }

  /** Asks the code that brings the block. */
  public interface Asking {
    <T> T ask(Callable<T> question);
  }

  /** What became of settings. */
  public sealed interface Read {
    /** They are as the record wants them, rich text cleaned. */
    record Fine(ObjectNode props) implements Read {}

    /** Something is wrong. */
    record Wrong(List<FieldError> errors) implements Read {
      public Wrong {
        errors = List.copyOf(errors);
      }
    }
  }

  private final String plugin;
  private final Desk<?> desk;

  private BlockDesk(String plugin, Desk<?> desk) {
    this.plugin = plugin;
    this.desk = desk;
  }

  /**
   * A block with settings.
   *
   * @throws IllegalStateException naming the component that no form field fits
   */
  public static <P extends Record> BlockDesk of(
      String plugin,
      PageBlock<P> block,
      ObjectMapper mapper,
      Constraints constraints,
      Asking asking) {
    return new BlockDesk(
        plugin,
        new Desk<>(
            block,
            new FormModel<>(plugin, block.props(), mapper, constraints),
            mapper,
            constraints,
            asking));
  }

  /** A block that has nothing to decide. */
  public static BlockDesk bare(String plugin, String type, Constraints constraints) {
    return of(
        plugin,
        new Bare(type),
        Json.mapper(),
        constraints,
        new Asking() {
          @Override
          public <T> T ask(Callable<T> question) {
            try {
              return question.call();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  public String plugin() {
    return plugin;
  }

  public String type() {
    return desk.block.type();
  }

  public String icon() {
    return desk.block.icon();
  }

  /** Bundle key of its name; with {@code .help} of a sentence about it. */
  public String nameKey() {
    return plugin + ".block." + type();
  }

  /** Version of the settings that it writes. */
  public int version() {
    return desk.block.version();
  }

  public List<FormField> fields() {
    return desk.form.fields();
  }

  /** Settings of a block that was just put on a page. */
  public ObjectNode fresh() {
    return desk.fresh();
  }

  /** Reads settings that somebody has sent or kept. @param version that wrote them */
  public Read read(ObjectNode props, int version) {
    return desk.read(props, version);
  }

  /** Reads a sent form. */
  public Read parse(Map<String, List<String>> sent, FormContext context) {
    return desk.parse(sent, context);
  }

  /** The form with settings in it that were found fine. */
  public List<FilledField> fill(ObjectNode fine, FormContext context) {
    return desk.fill(fine, context);
  }

  /** The form as it was sent, with what is wrong. */
  public List<FilledField> fill(Map<String, List<String>> sent, List<FieldError> errors) {
    return desk.form.fill(sent, errors);
  }

  /** One empty row of a list of records. */
  public List<FilledField> emptyRow(String list, int number) {
    return desk.form.emptyRow(list, number);
  }

  /**
   * What the component gets of settings that were found fine.
   *
   * @param picture address of a picture by its key
   */
  public ObjectNode shown(ObjectNode fine, UnaryOperator<String> picture) {
    return Props.shown(fields(), fine, picture);
  }

  /** Settings from what a theme writes for the component. */
  public ObjectNode kept(ObjectNode shown) {
    return Props.kept(fields(), shown, fresh());
  }

  /** Where settings lead and which pictures they show. */
  public Props.Uses uses(ObjectNode fine) {
    return Props.uses(fields(), fine);
  }

  private record Desk<P extends Record>(
      PageBlock<P> block,
      FormModel<P> form,
      ObjectMapper mapper,
      Constraints constraints,
      Asking asking) {

    ObjectNode fresh() {
      return mapper.valueToTree(asking.ask(block::fresh));
    }

    Read read(ObjectNode sent, int version) {
      var props = sent.deepCopy();
      if (version != block.version()) {
        if (version > block.version()) {
          return new Read.Wrong(List.of(new FieldError("", Text.of("error.plugin.unfit"))));
        }
        try {
          var values = mapper.convertValue(props, VALUES);
          props = mapper.valueToTree(asking.ask(() -> block.upgrade(version, values)));
        } catch (IllegalArgumentException | MallException e) {
          return new Read.Wrong(List.of(new FieldError("", Text.of("error.plugin.unfit"))));
        }
      }
      Props.complete(form.fields(), props);
      Props.clean(form.fields(), props);
      try {
        return checked(mapper.treeToValue(props, block.props()));
      } catch (JsonProcessingException e) {
        return new Read.Wrong(JsonProblems.fields(e));
      }
    }

    Read parse(Map<String, List<String>> sent, FormContext context) {
      return switch (form.parse(sent, context)) {
        case Parsed.Invalid<P>(var errors) -> new Read.Wrong(errors);
        case Parsed.Valid<P>(var value) -> checked(value);
      };
    }

    private Read checked(P value) {
      var errors = constraints.check(value);
      if (errors.isEmpty()) {
        ObjectNode tree = mapper.valueToTree(value);
        errors = Props.check(form.fields(), tree);
        if (errors.isEmpty()) {
          errors = asking.ask(() -> List.copyOf(block.check(value)));
        }
        if (errors.isEmpty()) {
          return new Read.Fine(tree);
        }
      }
      return new Read.Wrong(errors);
    }

    List<FilledField> fill(ObjectNode fine, FormContext context) {
      try {
        return form.fill(mapper.treeToValue(fine, block.props()), context);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("settings that were not found fine", e);
      }
    }
  }
}
