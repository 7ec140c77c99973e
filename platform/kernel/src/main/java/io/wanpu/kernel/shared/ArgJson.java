package io.wanpu.kernel.shared;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.wanpu.api.text.Arg;

/**
 * Arguments of texts carry their type, so that a stored explanation of a price can be read again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Arg.Money.class, name = "money"),
  @JsonSubTypes.Type(value = Arg.Count.class, name = "count"),
  @JsonSubTypes.Type(value = Arg.Percent.class, name = "percent"),
  @JsonSubTypes.Type(value = Arg.Words.class, name = "words"),
  @JsonSubTypes.Type(value = Arg.When.class, name = "when")
})
interface ArgJson {}
