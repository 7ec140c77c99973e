package io.wanpu.admin.web;

import jakarta.ws.rs.core.Response;

/** Goes to another page after something was done. */
public final class Redirect {
  private Redirect() {}

  /**
   * @param path absolute path within the door
   */
  public static Response to(String path) {
    return Visit.current().htmx()
        ? Response.ok().header("HX-Redirect", path).build()
        : Response.status(303).header("Location", path).build();
  }

  /** The same with a message on the next page. */
  public static Response to(String path, String words) {
    Visit.current().flash(words);
    return to(path);
  }

  /** The path if it leads to a page of ours, else the first page. */
  public static String safe(String path) {
    return path.startsWith("/")
            && !path.startsWith("//")
            && path.chars().allMatch(c -> c > ' ' && c != '\\' && c < 127)
        ? path
        : "/";
  }
}
