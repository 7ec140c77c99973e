package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.text.Text;
import java.util.Map;

/** A refusal whose problem says more than its code, e.g. the new price. */
public final class DetailedProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final String code;
  private final transient Text words;
  private final transient Map<String, Object> details;

  private DetailedProblem(ErrorKind kind, String code, Text words, Map<String, Object> details) {
    super(code, null, false, false);
    this.kind = kind;
    this.code = code;
    this.words = words;
    this.details = Map.copyOf(details);
  }

  /** {@code 409} with more members in the problem. */
  public static DetailedProblem conflict(String code, Map<String, Object> details) {
    return new DetailedProblem(ErrorKind.CONFLICT, code, Text.of("error." + code), details);
  }

  /** {@code 409} in somebody else's words. */
  public static DetailedProblem conflict(String code, Text words) {
    return new DetailedProblem(ErrorKind.CONFLICT, code, words, Map.of());
  }

  ErrorKind kind() {
    return kind;
  }

  String code() {
    return code;
  }

  Text words() {
    return words;
  }

  Map<String, Object> details() {
    return details;
  }
}
