package io.wanpu.miniprogram.template;

import java.util.List;

/**
 * A template as the browser runtime takes it.
 *
 * @param code a JavaScript expression
 * @param warnings of the compiler
 */
public record Template(String code, List<TemplateProblem> warnings) {}
