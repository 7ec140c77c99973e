package io.wanpu.admin.web;

import io.wanpu.runtime.admin.Templates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page to be rendered: a template and its values. */
public final class View {
  /**
   * Media type of all of them. A method that says so spares each call the search through all that
   * could be written.
   */
  public static final String HTML = "text/html;charset=UTF-8";

  private final String template;
  private final Optional<String> fragment;
  private final Optional<Templates> plugin;
  private final Map<String, @Nullable Object> model = new LinkedHashMap<>();
  private Optional<String> filling = Optional.empty();

  private View(String template, Optional<String> fragment, Optional<Templates> plugin) {
    this.template = template;
    this.fragment = fragment;
    this.plugin = plugin;
  }

  /** A whole page of the host. */
  public static View of(String template) {
    return new View(template, Optional.empty(), Optional.empty());
  }

  /** One fragment of a template, for htmx. */
  public static View fragment(String template, String name) {
    return new View(template, Optional.of(name), Optional.empty());
  }

  /** The same view, whose templates are looked for in a plugin's jar first. */
  public View in(Templates templates) {
    var view = new View(template, fragment, Optional.of(templates));
    view.model.putAll(model);
    view.filling = filling;
    return view;
  }

  /** Adds a value. */
  public View with(String name, @Nullable Object value) {
    model.put(name, value);
    return this;
  }

  /** Adds values. */
  public View with(Map<String, ?> values) {
    model.putAll(values);
    return this;
  }

  /**
   * Has the view rendered once for all who would read the same. It may depend on nothing but its
   * values, which are equal when they look the same, and on what is around the page.
   *
   * @param html what differs more often: it goes where the template writes {@code filling}
   */
  public View keptAround(String html) {
    filling = Optional.of(html);
    return this;
  }

  String template() {
    return template;
  }

  Optional<String> fragment() {
    return fragment;
  }

  Optional<Templates> plugin() {
    return plugin;
  }

  Map<String, @Nullable Object> model() {
    return model;
  }

  /** What a kept view is filled with; empty when it is rendered anew each time. */
  Optional<String> filling() {
    return filling;
  }
}
