package io.wanpu.runtime.manifest;

import java.util.List;

/** A {@code plugin.yaml} that cannot be taken; says everything that is wrong with it. */
public final class BadManifest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  BadManifest(List<String> problems) {
    super(Manifest.FILE + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
