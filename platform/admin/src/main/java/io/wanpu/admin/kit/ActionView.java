package io.wanpu.admin.kit;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.kit.Action;
import org.jspecify.annotations.Nullable;

/**
 * A button as templates show it.
 *
 * @param css class of the button
 * @param blocked why it can't be done now, or null
 */
public record ActionView(
    String name,
    String label,
    String path,
    boolean posts,
    String css,
    @Nullable String icon,
    @Nullable String confirmTitle,
    @Nullable String confirmText,
    @Nullable String blocked) {

  /** The button in the words of the reader. */
  public static ActionView of(Action action, Phrases phrases) {
    return new ActionView(
        action.name(),
        phrases.text(action.label()),
        action.path(),
        action.posts(),
        switch (action.look()) {
          case PLAIN -> "";
          case PRIMARY -> "btn-primary";
          case DANGER -> "btn-outline-danger";
        },
        action.icon().orElse(null),
        action.confirm().map(ask -> phrases.text(ask.title())).orElse(null),
        action.confirm().map(ask -> phrases.text(ask.text())).orElse(null),
        action.blocked().map(phrases::text).orElse(null));
  }

  /** Colour of the button that confirms. */
  public String tone() {
    return css.equals("btn-outline-danger") ? "btn-danger" : "btn-primary";
  }
}
