package io.wanpu.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import io.wanpu.kernel.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Chromium at the staff's door of the running server, with the demo's logins. */
final class AdminBrowser {
  /** Playwright's objects belong to the thread that made them. */
  private static final ThreadLocal<Started> STARTED = new ThreadLocal<>();

  private AdminBrowser() {}

  private record Started(Playwright playwright, Browser browser) {}

  /** The browser of this thread; started when it asks first. */
  static Browser browser() {
    var started = STARTED.get();
    if (started == null) {
      started = start();
      STARTED.set(started);
    }
    return started.browser();
  }

  private static Started start() {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Started(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(
                            System.getenv().getOrDefault("WANPU_CHROMIUM", "/usr/bin/chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run"))));
  }

  static void close() {
    var started = STARTED.get();
    if (started != null) {
      STARTED.remove();
      started.playwright().close();
    }
  }

  /** The demo's first shop. */
  static JsonNode shop() {
    RunningMall.node();
    try {
      return Json.tree(Files.readString(RunningMall.demo())).path("tenants").get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A page of somebody who has signed in. @param clerk place in the list of the shop's staff; 0 is
   * the owner
   */
  static Page signedIn(int clerk) {
    var page = browser().newPage();
    page.setDefaultTimeout(30_000);
    signIn(page, clerk);
    return page;
  }

  static void signIn(Page page, int clerk) {
    var who = shop().path("staff").get(clerk);
    page.navigate(RunningMall.admin() + "/sign-in");
    page.fill("#login", who.path("login").asText());
    page.fill("#password", who.path("password").asText());
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
  }

  /**
   * Does something that leads to another page, and waits until that is there. Waiting for the state
   * of the page alone could still meet the page that is left, and a browser that is asked to close
   * in the middle of it may never answer.
   */
  static void arrive(Page page, Runnable deed) {
    page.evaluate("() => { document.documentElement.dataset.left = ''; }");
    deed.run();
    page.waitForSelector("html:not([data-left])");
    page.waitForLoadState(LoadState.LOAD);
    page.waitForLoadState(LoadState.NETWORKIDLE);
  }

  /** Opens an address of the admin; empty where there is no page: nothing new, or a download. */
  static Optional<Response> visit(Page page, String address) {
    try {
      return Optional.ofNullable(page.navigate(RunningMall.admin() + address));
    } catch (PlaywrightException e) {
      var said = String.valueOf(e.getMessage());
      if (said.contains("ERR_ABORTED") || said.contains("Download is starting")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
