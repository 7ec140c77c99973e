package io.wanpu.api.kit;

import io.wanpu.api.text.Text;
import java.util.Optional;

/**
 * A button.
 *
 * @param name tells it from others of the page
 * @param path where it leads, or where it is posted to
 * @param posts whether it changes something (POST with the token), or only leads somewhere
 * @param icon name of a Tabler icon
 * @param confirm what is asked before it happens
 * @param blocked why it can't be done now; it is shown all the same
 * @param permission who sees it; empty: everybody who sees the page
 */
public record Action(
    String name,
    Text label,
    String path,
    boolean posts,
    Look look,
    Optional<String> icon,
    Optional<Confirm> confirm,
    Optional<Text> blocked,
    String permission) {
  /** How much it stands out. */
  public enum Look {
    PLAIN,
    /** The one thing to do on this page. */
    PRIMARY,
    DANGER
  }

  /** What is asked before it happens. */
  public record Confirm(Text title, Text text) {}

  /** Leads somewhere. */
  public static Action go(String name, Text label, String path) {
    return new Action(
        name,
        label,
        path,
        false,
        Look.PLAIN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /** Does something. */
  public static Action post(String name, Text label, String path) {
    return new Action(
        name,
        label,
        path,
        true,
        Look.PLAIN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }

  /** The one thing to do. */
  public Action primary() {
    return new Action(name, label, path, posts, Look.PRIMARY, icon, confirm, blocked, permission);
  }

  /** Takes something away. */
  public Action dangerous() {
    return new Action(name, label, path, posts, Look.DANGER, icon, confirm, blocked, permission);
  }

  public Action icon(String tabler) {
    return new Action(
        name, label, path, posts, look, Optional.of(tabler), confirm, blocked, permission);
  }

  /** Asks first. */
  public Action asks(Text title, Text text) {
    return new Action(
        name,
        label,
        path,
        posts,
        look,
        icon,
        Optional.of(new Confirm(title, text)),
        blocked,
        permission);
  }

  /** Can't be done now, for that reason. */
  public Action blocked(Text reason) {
    return new Action(
        name, label, path, posts, look, icon, confirm, Optional.of(reason), permission);
  }

  /** Shown to those who may only. The address checks it as well. */
  public Action needs(String wanted) {
    return new Action(name, label, path, posts, look, icon, confirm, blocked, wanted);
  }
}
