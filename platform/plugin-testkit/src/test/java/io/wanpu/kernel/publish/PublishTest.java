package io.wanpu.kernel.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.publish.Release.State;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestMall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The way of a version to WeChat, against a WeChat that fails at the worst moment. */
@MallTest
class PublishTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Actor WHO = new Actor("staff:1", "小茶", java.util.Optional.empty());
  private static final Made MADE =
      new Made("plain", "f".repeat(64), "{\"extEnable\":true,\"pages\":[]}");

  private static JsonNode ask(String path, Object body) {
    var request = HttpRequest.newBuilder(URI.create(TestMall.get().stack().wechat().url() + path));
    try {
      return Json.tree(
          HTTP.send(
                  (body == null
                          ? request
                          : request.POST(HttpRequest.BodyPublishers.ofString(Json.write(body))))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Publishing publishing(Mall mall) {
    return mall.publishing().orElseThrow();
  }

  /** WeChat's ticket as it is pushed, and the shop's mini-program entrusted. */
  private static void entrust(Mall mall, Shop shop) {
    var push = ask("/sandbox/open/ticket", null);
    assertThat(
            publishing(mall)
                .events()
                .toPlatform(
                    new HearPlatform.Push(
                        push.path("msg_signature").asText(),
                        push.path("timestamp").asText(),
                        push.path("nonce").asText(),
                        push.path("body").asText())))
        .isTrue();
    shop.run(
        () -> {
          var address = publishing(mall).wishes().entrustAddress("http://localhost/publish/return");
          publishing(mall).wishes().entrust(WHO, code(address));
        });
  }

  /** The merchant agrees on WeChat's page. */
  private static String code(String address) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .replaceFirst("(?s).*auth_code=([^&\"]+).*", "$1");
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String appId(Shop shop) {
    return "wx" + shop.code();
  }

  private static void judge(Shop shop, String verdict, String reason) {
    ask(
        "/sandbox/open/audit",
        Map.of(
            "appid",
            appId(shop),
            "verdict",
            verdict,
            "reason",
            reason,
            "afterMillis",
            0,
            "notify",
            false));
  }

  private static JsonNode atWechat(Shop shop) {
    return ask("/sandbox/open/apps", null).path(appId(shop));
  }

  private static void advance(Mall mall, ReleaseId id) {
    try {
      publishing(mall).carryOut().advance(id, () -> MADE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static State state(Mall mall, ReleaseId id) {
    return mall.releases().find(id).orElseThrow().state();
  }

  private static ReleaseId uploaded(Mall mall) {
    var id = publishing(mall).wishes().upload(WHO, "换了首页").id();
    advance(mall, id);
    assertThat(state(mall, id)).isEqualTo(State.UPLOADED);
    return id;
  }

  private static ReleaseId released(Mall mall, Shop shop) {
    var id = uploaded(mall);
    judge(shop, "pass", "");
    publishing(mall).wishes().submit(WHO, id);
    advance(mall, id);
    publishing(mall).wishes().ask(id);
    assertThat(state(mall, id)).isEqualTo(State.APPROVED);
    publishing(mall).wishes().release(WHO, id);
    advance(mall, id);
    assertThat(state(mall, id)).isEqualTo(State.RELEASED);
    return id;
  }

  @Test
  void a_version_goes_out_and_the_one_before_comes_back(Mall mall, Shop shop) {
    entrust(mall, shop);
    shop.run(
        () -> {
          var first = released(mall, shop);
          var second = released(mall, shop);
          assertThat(state(mall, first)).isEqualTo(State.REPLACED);
          publishing(mall).wishes().rollBack(WHO, second);
          advance(mall, second);
          assertThat(state(mall, second)).isEqualTo(State.ROLLED_BACK);
          assertThat(state(mall, first)).isEqualTo(State.RELEASED);
          assertThat(atWechat(shop).path("released")).hasSize(1);
          assertThat(mall.releases().steps(second))
              .extracting(Release.Step::state)
              .containsExactly(
                  State.UPLOADING,
                  State.UPLOADED,
                  State.SUBMITTING,
                  State.IN_AUDIT,
                  State.APPROVED,
                  State.RELEASING,
                  State.RELEASED,
                  State.ROLLING_BACK,
                  State.ROLLED_BACK);
          assertThat(mall.releases().steps(second).getFirst().who()).contains("小茶");
        });
  }

  @Test
  void a_refused_version_carries_wechats_reason_and_a_new_one_may_follow(Mall mall, Shop shop) {
    entrust(mall, shop);
    shop.run(
        () -> {
          var id = uploaded(mall);
          judge(shop, "refuse", "类目与内容不符");
          publishing(mall).wishes().submit(WHO, id);
          advance(mall, id);
          publishing(mall).carryOut().heard(appId(shop));
          assertThat(state(mall, id)).isEqualTo(State.REFUSED);
          assertThat(mall.releases().find(id).orElseThrow().reason().orElseThrow().toString())
              .contains("类目与内容不符");
          assertThatThrownBy(() -> publishing(mall).wishes().release(WHO, id))
              .hasMessage("publish.moved_on");
          uploaded(mall);
        });
  }

  @Test
  void a_lost_answer_never_leads_to_a_second_submission_release_or_roll_back(
      Mall mall, Shop shop, TestClock clock) {
    entrust(mall, shop);
    shop.run(
        () -> {
          released(mall, shop);
          judge(shop, "wait", "");
          var id = uploaded(mall);

          publishing(mall).wishes().submit(WHO, id);
          lost(mall, id, "/wxa/submit_audit", State.SUBMITTING);
          advance(mall, id);
          assertThat(state(mall, id)).isEqualTo(State.IN_AUDIT);
          assertThat(atWechat(shop).path("audits").asInt()).isEqualTo(2);

          judge(shop, "pass", "");
          publishing(mall).wishes().ask(id);
          publishing(mall).wishes().release(WHO, id);
          lost(mall, id, "/wxa/release", State.RELEASING);
          advance(mall, id);
          assertThat(state(mall, id)).isEqualTo(State.RELEASED);
          assertThat(atWechat(shop).path("released")).hasSize(2);

          publishing(mall).wishes().rollBack(WHO, id);
          lost(mall, id, "/wxa/revertcoderelease", State.ROLLING_BACK);
          advance(mall, id);
          assertThat(state(mall, id)).isEqualTo(State.ROLLED_BACK);
          assertThat(atWechat(shop).path("released")).hasSize(1);
        });
  }

  /** WeChat does it, and its answer gets lost. */
  private static void lost(Mall mall, ReleaseId id, String path, State stays) {
    ask("/sandbox/open/fault", Map.of("path", path, "drop", "after"));
    assertThatThrownBy(() -> publishing(mall).carryOut().advance(id, () -> MADE))
        .isInstanceOf(IOException.class);
    assertThat(state(mall, id)).isEqualTo(stays);
  }

  @Test
  void an_error_of_wechats_puts_the_version_back_with_the_reason(Mall mall, Shop shop) {
    entrust(mall, shop);
    shop.run(
        () -> {
          var id = uploaded(mall);
          publishing(mall).wishes().submit(WHO, id);
          ask(
              "/sandbox/open/fault",
              Map.of("path", "/wxa/submit_audit", "errcode", 85085, "errmsg", "quota is used up"));
          assertThatThrownBy(() -> advance(mall, id)).hasMessage("publish.refused");
          assertThat(state(mall, id)).isEqualTo(State.UPLOADED);
          assertThat(mall.releases().find(id).orElseThrow().reason().orElseThrow().toString())
              .contains("85085 quota is used up");

          var broken = publishing(mall).wishes().upload(WHO, "再试");
          assertThatThrownBy(
                  () ->
                      publishing(mall)
                          .carryOut()
                          .advance(
                              broken.id(),
                              () -> {
                                throw MallException.conflict("publish.broken");
                              }))
              .hasMessage("publish.broken");
          assertThat(state(mall, broken.id())).isEqualTo(State.FAILED);
          assertThat(state(mall, id)).isEqualTo(State.REPLACED);
        });
  }

  @Test
  void a_token_that_wechat_does_not_take_any_more_is_fetched_anew(Mall mall, Shop shop) {
    entrust(mall, shop);
    shop.run(
        () -> {
          ask(
              "/sandbox/open/fault",
              Map.of("path", "/wxa/commit", "errcode", 40001, "errmsg", "invalid credential"));
          var unused = uploaded(mall);
        });
  }

  @Test
  void of_many_who_upload_at_once_one_does(Mall mall, Shop shop) {
    entrust(mall, shop);
    var outcomes =
        Shoppers.concurrently(
            8,
            i ->
                shop.call(
                    () -> {
                      try {
                        publishing(mall).wishes().upload(WHO, "同时 " + i);
                        return "begun";
                      } catch (MallException no) {
                        return no.code();
                      }
                    }));
    assertThat(outcomes).filteredOn("begun"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("publish.busy"::equals).hasSize(7);
  }

  @Test
  void one_node_at_a_time_is_at_a_version_and_another_takes_it_over_when_it_died(
      Mall mall, Shop shop, TestClock clock) {
    entrust(mall, shop);
    shop.run(
        () -> {
          var id = publishing(mall).wishes().upload(WHO, "半路").id();
          assertThat(mall.releases().lease(id, clock.instant().plus(Duration.ofSeconds(55))))
              .isTrue();
          assertThatThrownBy(() -> advance(mall, id)).hasMessage("publish.at_work");
          clock.advance(Duration.ofSeconds(60));
          advance(mall, id);
          assertThat(state(mall, id)).isEqualTo(State.UPLOADED);
        });
  }

  @Test
  void the_audit_is_asked_for_even_when_wechat_never_calls(Mall mall, Shop shop, TestClock clock) {
    entrust(mall, shop);
    shop.run(
        () -> {
          judge(shop, "wait", "");
          var id = uploaded(mall);
          publishing(mall).wishes().submit(WHO, id);
          advance(mall, id);
          judge(shop, "pass", "");
          clock.advance(Duration.ofSeconds(70));
          TestMall.await(
              "the timer has asked",
              Duration.ofSeconds(20),
              () -> state(mall, id) == State.APPROVED);
        });
  }

  @Test
  void what_is_in_audit_can_be_withdrawn(Mall mall, Shop shop) {
    entrust(mall, shop);
    shop.run(
        () -> {
          judge(shop, "wait", "");
          var id = uploaded(mall);
          publishing(mall).wishes().submit(WHO, id);
          advance(mall, id);
          publishing(mall).wishes().withdraw(WHO, id);
          assertThat(state(mall, id)).isEqualTo(State.WITHDRAWN);
          assertThatThrownBy(() -> publishing(mall).wishes().withdraw(WHO, id))
              .hasMessage("publish.moved_on");
        });
  }

  @Test
  void a_shop_reaches_neither_anothers_versions_nor_anothers_mini_program(
      Mall mall, Shop shop, Shop other) {
    entrust(mall, shop);
    var id = shop.call(() -> uploaded(mall));
    other.run(
        () -> {
          assertThat(mall.releases().find(id)).isEmpty();
          assertThat(mall.releases().steps(id)).isEmpty();
          for (var act :
              List.<Runnable>of(
                  () -> publishing(mall).wishes().submit(WHO, id),
                  () -> publishing(mall).wishes().withdraw(WHO, id),
                  () -> publishing(mall).wishes().ask(id))) {
            assertThatThrownBy(act::run).hasMessage("publish.unknown");
          }
          assertThatThrownBy(() -> publishing(mall).wishes().upload(WHO, "x"))
              .hasMessage("publish.not_entrusted");
          var address = shop.call(() -> publishing(mall).wishes().entrustAddress("http://l/x"));
          assertThatThrownBy(() -> publishing(mall).wishes().entrust(WHO, code(address)))
              .hasMessage("publish.other_app");
        });
    assertThat(shop.call(() -> state(mall, id))).isEqualTo(State.UPLOADED);
  }

  @Test
  void what_is_not_sealed_by_wechat_is_not_heard(Mall mall) {
    var push = ask("/sandbox/open/ticket", null);
    var body = push.path("body").asText();
    for (var forged :
        List.of(
            new HearPlatform.Push("0".repeat(40), "1", "2", body),
            new HearPlatform.Push(
                push.path("msg_signature").asText(),
                push.path("timestamp").asText(),
                push.path("nonce").asText(),
                body.replaceFirst("<Encrypt><!\\[CDATA\\[.{8}", "<Encrypt><![CDATA[AAAAAAAA")),
            new HearPlatform.Push("", "", "", ""),
            new HearPlatform.Push(
                "",
                "",
                "",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xml><Encrypt>&e;</Encrypt></xml>"))) {
      assertThat(publishing(mall).events().toPlatform(forged)).isFalse();
      assertThat(publishing(mall).events().toMiniProgram("wx1", forged)).isFalse();
    }
  }

  @Test
  void of_many_shops_that_entrust_one_mini_program_at_once_one_gets_it(Mall mall, Shop shop) {
    entrust(mall, shop);
    var app = "wxsame" + shop.code();
    var shops = IntStream.range(0, 8).mapToObj(i -> Shop.open(mall)).toList();
    var codes =
        shops.stream()
            .map(
                each ->
                    each.call(
                        () -> {
                          mall.shops().connect(WHO, new WechatApp(app, "secret"));
                          return code(
                              publishing(mall)
                                  .wishes()
                                  .entrustAddress("http://localhost/publish/return"));
                        }))
            .toList();

    var outcomes =
        Shoppers.concurrently(
            shops.size(),
            i ->
                shops
                    .get(i)
                    .call(
                        () -> {
                          try {
                            publishing(mall).wishes().entrust(WHO, codes.get(i));
                            return "entrusted";
                          } catch (MallException no) {
                            return no.code();
                          }
                        }));

    assertThat(outcomes).filteredOn("entrusted"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("publish.app_taken"::equals).hasSize(7);
    var winner = shops.get(outcomes.indexOf("entrusted"));
    assertThat(mall.releases().shopsOf(app)).containsExactly(winner.id());
    winner.run(
        () -> {
          var again =
              code(publishing(mall).wishes().entrustAddress("http://localhost/publish/return"));
          publishing(mall).wishes().entrust(WHO, again);
          assertThat(mall.releases().entrusted().orElseThrow().appId()).isEqualTo(app);
        });
  }
}
