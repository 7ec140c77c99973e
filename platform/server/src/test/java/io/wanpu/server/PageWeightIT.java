package io.wanpu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What comes over the wire for a page of staff: the first time, later, and when a filter changes.
 */
class PageWeightIT {
  private static Page page;

  @BeforeAll
  static void open() {
    RunningMall.node();
    var owner = Desk.hire(Stall.open().shop(), "manager", Set.of("*"));
    page =
        AdminBrowser.browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("zh-CN"))
            .newPage();
    page.setDefaultTimeout(30_000);
    page.navigate(RunningMall.admin() + "/sign-in");
    page.fill("#login", owner);
    page.fill("#password", Desk.PASSWORD);
    page.click("form[action='/sign-in'] button.btn-primary");
    page.waitForURL(url -> !url.contains("sign-in"));
  }

  @AfterAll
  static void close() {
    AdminBrowser.close();
  }

  @Test
  void pages_are_light() {
    page.waitForLoadState(LoadState.NETWORKIDLE); // what the page before loads is not weighed
    var first = weigh(true, () -> page.navigate(RunningMall.admin() + "/orders"));
    var home = weigh(true, () -> page.navigate(RunningMall.admin() + "/"));
    assertThat(page.locator(".chart-line").count()).as("the chart of the first page").isPositive();
    var later = weigh(false, () -> page.navigate(RunningMall.admin() + "/products"));
    var filter =
        weigh(
            false,
            () -> {
              page.click(".list-tabs a >> nth=2");
              page.waitForURL(url -> url.contains("view="));
            });

    System.out.printf(
        "weight: first %d, home %d, later %d, filter %d bytes%n", first, home, later, filter);
    assertThat(first).as("with styles and scripts").isBetween(50L * 1024, 250L * 1024);
    assertThat(home).as("the first page, with its chart").isBetween(50L * 1024, 250L * 1024);
    assertThat(later).isLessThan(40 * 1024);
    assertThat(filter).isBetween(100L, 30L * 1024);
  }

  /** Bytes that came over the wire. @param empty whether the browser has nothing yet */
  private long weigh(boolean empty, Runnable visit) {
    var bytes = new AtomicLong();
    var session = page.context().newCDPSession(page);
    session.send("Network.enable");
    var cache = new JsonObject();
    cache.addProperty("cacheDisabled", empty);
    session.send("Network.setCacheDisabled", cache);
    session.on(
        "Network.loadingFinished",
        (JsonObject event) -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
    visit.run();
    page.waitForLoadState(LoadState.NETWORKIDLE);
    session.detach();
    return bytes.get();
  }
}
