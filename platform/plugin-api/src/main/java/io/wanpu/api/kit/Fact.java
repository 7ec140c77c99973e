package io.wanpu.api.kit;

import io.wanpu.api.text.Text;

/** A value with its name. */
public record Fact(Text label, Cell value) {}
