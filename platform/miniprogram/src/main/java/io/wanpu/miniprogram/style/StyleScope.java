package io.wanpu.miniprogram.style;

/** Whose rules these are, and so what they may reach. */
public sealed interface StyleScope {
  /** Of the app, or of a component that shares its rules: every page. */
  record Everywhere() implements StyleScope {}

  /** Of one page. @param path without its ending */
  record Page(String path) implements StyleScope {}

  /** Of one component. @param name prefix of its classes */
  record Component(String name) implements StyleScope {}
}
