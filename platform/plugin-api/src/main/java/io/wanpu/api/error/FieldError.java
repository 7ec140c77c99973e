package io.wanpu.api.error;

import io.wanpu.api.text.Text;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field, e.g. {@code lines[0].quantity}
 * @param message what to do about it
 */
public record FieldError(String field, Text message) {}
