package io.wanpu.miniprogram.template;

import java.util.List;
import java.util.stream.Collectors;

/** A template can't be compiled. */
public final class BrokenTemplate extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<TemplateProblem> problems;

  public BrokenTemplate(List<TemplateProblem> problems) {
    super(problems.stream().map(TemplateProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Where and what. */
  public List<TemplateProblem> problems() {
    return problems;
  }
}
