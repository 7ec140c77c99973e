package io.wanpu.runtime.jar;

/** A jar that is not taken. */
final class BadJar extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  BadJar(Problem.Kind kind, String detail) {
    super(detail);
    this.problem = new Problem(kind, detail);
  }

  Problem problem() {
    return problem;
  }
}
