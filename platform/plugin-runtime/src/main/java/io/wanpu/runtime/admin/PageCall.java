package io.wanpu.runtime.admin;

import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.admin.AdminCall;
import io.wanpu.api.id.StaffId;
import io.wanpu.runtime.admin.DeclaredPages.PageDeclaration;
import io.wanpu.runtime.call.CallKind;
import io.wanpu.runtime.call.PluginCalls;
import io.wanpu.runtime.json.Models;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plugin's page or action that was found at an address, ready to be called. */
public final class PageCall {
  private final String plugin;
  private final PageDeclaration declaration;
  private final Map<String, String> variables;
  private final PluginCalls calls;
  private final Templates templates;

  public PageCall(
      String plugin,
      PageDeclaration declaration,
      Map<String, String> variables,
      PluginCalls calls,
      Templates templates) {
    this.plugin = plugin;
    this.declaration = declaration;
    this.variables = variables;
    this.calls = calls;
    this.templates = templates;
  }

  public String plugin() {
    return plugin;
  }

  /** Who may call it. */
  public String permission() {
    return declaration.permission();
  }

  /** Templates of the version that answers. */
  public Templates templates() {
    return templates;
  }

  /**
   * Calls it; permission, CSRF token and session are the edge's. Models hold nothing of the
   * plugin's own classes any more.
   *
   * @throws io.wanpu.api.error.MallException what the plugin refused; 503 when it failed
   */
  public AdminAnswer call(
      Optional<StaffId> staff, Map<String, List<String>> form, Locale language) {
    var call = new AdminCall(staff, variables, form, language);
    return calls.call(
        CallKind.PAGE,
        () ->
            switch (declaration.handler().handle(call)) {
              case AdminAnswer.Page page ->
                  new AdminAnswer.Page(
                      page.titleKey(), page.template(), Models.plain(page.model()));
              case AdminAnswer.Fragment fragment ->
                  new AdminAnswer.Fragment(fragment.template(), Models.plain(fragment.model()));
              case AdminAnswer.Redirect redirect -> redirect;
            });
  }
}
