package io.wanpu.kernel.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.tenant.WechatApp;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import io.wanpu.testkit.TestMall;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Signing in, being known, being let out. */
@MallTest
class MembersTest {
  private static Address address(String name, boolean preferred) {
    return new Address("", name, "13800138000", "浙江省", "杭州市", "西湖区", "龙井路 1 号", preferred);
  }

  @Test
  void a_shopper_signs_in_with_wechat_and_is_the_same_member_next_time(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var first = mall.signInMember().signIn("wechat-mini", "demo-lin");
          var second = mall.signInMember().signIn("wechat-mini", "demo-lin");
          assertThat(second.member().id()).isEqualTo(first.member().id());
          assertThat(second.token().token()).isNotEqualTo(first.token().token()).hasSize(43);
          assertThat(mall.memberTokens().authenticate(first.token().token()))
              .contains(first.member().id());
        });
  }

  @Test
  void one_person_is_another_member_in_another_shop_and_her_token_is_nothing_there(
      Mall mall, Shop shop, Shop other) {
    var here = shop.call(() -> mall.signInMember().signIn("wechat-mini", "demo-lin"));
    var there = other.call(() -> mall.signInMember().signIn("wechat-mini", "demo-lin"));
    assertThat(there.member().id()).isNotEqualTo(here.member().id());
    assertThat(other.call(() -> mall.memberTokens().authenticate(here.token().token()))).isEmpty();
    assertThat(other.call(() -> mall.members().find(here.member().id()))).isEmpty();
  }

  @Test
  void a_code_that_is_no_good_and_a_channel_that_is_not_there_are_refused(Mall mall, Shop shop) {
    shop.run(
        () -> {
          for (var code : List.of("", " ", "nonsense", "x".repeat(1_000), "a&appid=b#", "\u0000")) {
            assertThatThrownBy(() -> mall.signInMember().signIn("wechat-mini", code))
                .isInstanceOfSatisfying(
                    MallException.class, e -> assertThat(e.kind().status()).isBetween(400, 499));
          }
          assertThatThrownBy(() -> mall.signInMember().signIn("telepathy", "demo-lin"))
              .hasMessage("login.unknown_channel");
          mall.shops().connect(Actor.system(), new WechatApp("wx1", "bad-secret"));
          assertThatThrownBy(() -> mall.signInMember().signIn("wechat-mini", "demo-lin"))
              .hasMessage("login.wechat_misconfigured");
        });
  }

  @Test
  void forty_first_sign_ins_of_one_person_at_once_make_one_member(Mall mall, Shop shop) {
    var identities =
        List.of(new Identity("wechat-mini", "o-raced"), new Identity("wechat-union", "u-raced"));
    var found =
        Shoppers.concurrently(40, i -> shop.call(() -> mall.members().recognise(identities).id()));
    assertThat(new HashSet<>(found)).hasSize(1);
  }

  @Test
  void openids_that_differ_in_case_alone_are_two_people(Mall mall, Shop shop) {
    shop.run(
        () ->
            assertThat(mall.members().recognise(List.of(new Identity("wechat-mini", "oAbC"))).id())
                .isNotEqualTo(
                    mall.members().recognise(List.of(new Identity("wechat-mini", "oabc"))).id()));
  }

  @Test
  void the_unionid_joins_the_channels_of_one_person(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var union = new Identity("wechat-union", "u-1");
          var mini = mall.members().recognise(List.of(new Identity("wechat-mini", "o-1"), union));
          var account =
              mall.members().recognise(List.of(new Identity("wechat-account", "a-1"), union));
          assertThat(account.id()).isEqualTo(mini.id());
          assertThat(mall.members().recognise(List.of(new Identity("wechat-account", "a-1"))).id())
              .isEqualTo(mini.id());
        });
  }

  @Test
  void a_revoked_token_is_refused_at_once_and_on_other_nodes_when_the_bell_rings(
      Mall mall, Shop shop, TestMall tests) {
    var member = shop.member();
    try (var node = tests.another("second", tests.clock())) {
      hearEachOther(mall, node);
      var token = shop.call(() -> mall.memberTokens().issue(member).token());
      assertThat(shop.call(() -> mall.memberTokens().authenticate(token))).contains(member);
      assertThat(shop.call(() -> node.memberTokens().authenticate(token))).contains(member);
      shop.run(() -> mall.memberTokens().revoke(token));
      assertThat(shop.call(() -> mall.memberTokens().authenticate(token))).isEmpty();
      TestMall.await(
          "the other node refuses it",
          Duration.ofSeconds(5),
          () -> shop.call(() -> node.memberTokens().authenticate(token)).isEmpty());

      var all =
          List.of(
              shop.call(() -> mall.memberTokens().issue(member).token()),
              shop.call(() -> mall.memberTokens().issue(member).token()));
      all.forEach(
          t -> assertThat(shop.call(() -> node.memberTokens().authenticate(t))).contains(member));
      shop.run(() -> node.memberTokens().revokeAll(member));
      all.forEach(t -> assertThat(shop.call(() -> node.memberTokens().authenticate(t))).isEmpty());
      TestMall.await(
          "the first node refuses them",
          Duration.ofSeconds(5),
          () ->
              all.stream()
                  .allMatch(t -> shop.call(() -> mall.memberTokens().authenticate(t)).isEmpty()));
    }
  }

  /** Waits until the bells of each node are heard on the other. */
  private static void hearEachOther(Mall one, Mall two) {
    var heard = ConcurrentHashMap.<String>newKeySet();
    one.bells().listen("member-test", (tenant, text) -> heard.add("one " + text));
    two.bells().listen("member-test", (tenant, text) -> heard.add("two " + text));
    TestMall.await(
        "the nodes hear each other",
        Duration.ofSeconds(20),
        () -> {
          one.bells().ring("member-test", Optional.empty(), "from one");
          two.bells().ring("member-test", Optional.empty(), "from two");
          return heard.contains("one from two") && heard.contains("two from one");
        });
  }

  @Test
  void a_token_ends_after_thirty_days_and_a_forged_one_never_began(
      Mall mall, Shop shop, TestClock clock) {
    var member = shop.member();
    shop.run(
        () -> {
          var token = mall.memberTokens().issue(member).token();
          assertThat(mall.memberTokens().authenticate(token)).contains(member);
          for (var forged :
              List.of(
                  "", "x", "a".repeat(43), token + "=", token.substring(1) + "A", "' or 1=1 --")) {
            assertThat(mall.memberTokens().authenticate(forged)).as(forged).isEmpty();
          }
          clock.advance(Duration.ofDays(30));
          assertThat(mall.memberTokens().authenticate(token)).isEmpty();
        });
  }

  @Test
  void a_blocked_member_neither_signs_in_nor_goes_on(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var signedIn = mall.signInMember().signIn("wechat-mini", "demo-blocked");
          mall.tenantDb()
              .transaction(
                  tx -> {
                    mall.members()
                        .changeStatus(
                            tx, Actor.system(), signedIn.member().id(), Member.Status.BLOCKED);
                    return true;
                  });
          mall.memberTokens().revokeAll(signedIn.member().id());
          assertThat(mall.memberTokens().authenticate(signedIn.token().token())).isEmpty();
          assertThatThrownBy(() -> mall.signInMember().signIn("wechat-mini", "demo-blocked"))
              .hasMessage("member.blocked");
        });
  }

  @Test
  void one_address_is_preferred_and_nobody_elses_can_be_touched(Mall mall, Shop shop, Shop other) {
    var member = shop.member();
    var neighbour = shop.member();
    shop.run(
        () -> {
          var addresses = mall.addresses();
          var first = addresses.add(member, address("林小满", false));
          assertThat(first.preferred()).isTrue();
          var second = addresses.add(member, address("林大满", true));
          assertThat(addresses.list(member)).extracting(Address::id).first().isEqualTo(second.id());
          assertThat(addresses.list(member)).filteredOn(Address::preferred).hasSize(1);
          var changed = addresses.change(member, first.id(), address("😀 O'Brien <b>", true));
          assertThat(changed.name()).isEqualTo("😀 O'Brien <b>");
          assertThat(addresses.list(member))
              .filteredOn(Address::preferred)
              .containsExactly(changed);

          for (var id : List.of("0", "-1", "x", "9".repeat(30), "1 or 1=1")) {
            assertThatThrownBy(() -> addresses.remove(member, id))
                .hasMessage("member.address_unknown");
          }
          assertThat(addresses.find(neighbour, first.id())).isEmpty();
          assertThatThrownBy(() -> addresses.change(neighbour, first.id(), address("贼", true)))
              .hasMessage("member.address_unknown");
          assertThatThrownBy(() -> addresses.remove(neighbour, first.id()))
              .hasMessage("member.address_unknown");
          other.run(
              () ->
                  assertThatThrownBy(() -> addresses.remove(member, first.id()))
                      .hasMessage("member.address_unknown"));
          addresses.remove(member, first.id());
          assertThat(addresses.list(member)).hasSize(1);
        });
  }

  @Test
  void a_member_keeps_at_most_twenty_addresses_however_fast_she_types(Mall mall, Shop shop) {
    var member = shop.member();
    var kept =
        Shoppers.concurrently(
            30,
            i ->
                shop.call(
                    () -> {
                      try {
                        mall.addresses().add(member, address("第 " + i, true));
                        return true;
                      } catch (MallException e) {
                        assertThat(e.code()).isEqualTo("member.too_many_addresses");
                        return false;
                      }
                    }));
    assertThat(kept).filteredOn(k -> k).hasSize(Addresses.MOST);
    assertThat(shop.call(() -> mall.addresses().list(member)))
        .filteredOn(Address::preferred)
        .hasSize(1);
  }

  @Test
  void an_address_or_profile_that_makes_no_sense_is_refused_with_its_fields(Mall mall, Shop shop) {
    var member = shop.member();
    shop.run(
        () -> {
          assertThatThrownBy(
                  () ->
                      mall.addresses()
                          .add(
                              member,
                              new Address(
                                  "", "", "phone", "", "x".repeat(41), "\u0000", "", false)))
              .isInstanceOfSatisfying(
                  MallException.class,
                  e ->
                      assertThat(e.fields())
                          .extracting(f -> f.field())
                          .containsExactlyInAnyOrder(
                              "name", "phone", "province", "city", "district", "detail"));
          assertThatThrownBy(
                  () ->
                      mall.members()
                          .change(
                              member,
                              new MemberProfile("\ud83d", Optional.of("12"), Optional.of("tlh"))))
              .isInstanceOfSatisfying(MallException.class, e -> assertThat(e.fields()).hasSize(3));
          var changed =
              mall.members()
                  .change(
                      member,
                      new MemberProfile("小满", Optional.of("138 0013 8000"), Optional.of("en")));
          assertThat(changed.phone()).contains("+8613800138000");
          assertThat(mall.members().list(Optional.of("13800138000"), Optional.empty(), 10).items())
              .extracting(Member::id)
              .containsExactly(member);
          assertThat(mall.members().list(Optional.of("%"), Optional.empty(), 10).items()).isEmpty();
          assertThatThrownBy(
                  () ->
                      mall.members()
                          .change(
                              new MemberId(1),
                              new MemberProfile("a", Optional.empty(), Optional.empty())))
              .hasMessage("member.unknown");
        });
  }
}
