package io.wanpu.api.error;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fault with a code, e.g. {@code order.stock_short}. The code is also the key of the message in
 * the bundles ({@code error.<code>}), so the reader gets it in her own language.
 */
public final class MallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final String code;
  private final transient List<Arg> args;
  private final transient List<FieldError> fields;

  /** A fault whose message takes these arguments. */
  public MallException(ErrorKind kind, String code, Arg... args) {
    this(kind, code, List.of(args), List.of(), null);
  }

  /** A fault with a cause that is logged and never shown. */
  public MallException(
      ErrorKind kind,
      String code,
      List<Arg> args,
      List<FieldError> fields,
      @Nullable Throwable cause) {
    // no stack trace without a cause: expected refusals happen by the thousand in a flash sale
    super(code, cause, false, cause != null);
    this.kind = kind;
    this.code = code;
    this.args = List.copyOf(args);
    this.fields = List.copyOf(fields);
  }

  /** {@code 422 request.invalid} with an error at each field. */
  public static MallException invalid(List<FieldError> fields) {
    return new MallException(ErrorKind.INVALID, "request.invalid", List.of(), fields, null);
  }

  /** {@code 422 request.invalid} with one field error. */
  public static MallException invalid(String field, String code, Arg... args) {
    return invalid(List.of(new FieldError(field, Text.of("error." + code, args))));
  }

  /** {@code 404} of a thing that this shop does not have. */
  public static MallException notFound(String code) {
    return new MallException(ErrorKind.NOT_FOUND, code);
  }

  /** {@code 409}. */
  public static MallException conflict(String code, Arg... args) {
    return new MallException(ErrorKind.CONFLICT, code, args);
  }

  public ErrorKind kind() {
    return kind;
  }

  /** The code; machines may rely on it. */
  public String code() {
    return code;
  }

  /** The message for people. */
  public Text text() {
    return new Text("error." + code, args);
  }

  /** Which fields of the request are at fault, if any. */
  public List<FieldError> fields() {
    return fields;
  }
}
