package io.wanpu.miniprogram.template;

/**
 * What is wrong with a template.
 *
 * @param path of the file
 * @param line counted from 1
 * @param column counted from 1
 * @param fatal whether the file can't be used
 */
public record TemplateProblem(String path, int line, int column, String message, boolean fatal) {
  @Override
  public String toString() {
    return path + ":" + line + ":" + column + " " + message;
  }
}
