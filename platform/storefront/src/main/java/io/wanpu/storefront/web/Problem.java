package io.wanpu.storefront.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A refusal as shoppers' programs read it: {@code application/problem+json}, RFC 9457.
 *
 * @param title what sort of failure it is, in the reader's language
 * @param detail what to do about it, in the reader's language
 * @param code machines may rely on it
 * @param errors what is wrong with each field
 * @param traceId names this answer in the server's log
 * @param details more, depending on the code
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<Field> errors,
    String traceId,
    @JsonAnyGetter Map<String, Object> details) {

  /** What is wrong with one field. @param field its path, e.g. {@code items[0].quantity} */
  public record Field(String field, String message) {}
}
