package io.wanpu.kernel.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.operator.OperatorAccess;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import io.wanpu.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Staff: who gets in, and what they may do. */
@MallTest
class StaffTest {
  private static final Granter MALL = Granter.unlimited(Actor.system());
  private static final String PASSWORD = "correct horse";

  private static RoleId owner(Mall mall) {
    return mall.roles().add(MALL, "店主", Set.of(Permissions.ALL));
  }

  private static StaffId hire(Mall mall, Shop shop, String name, RoleId... roles) {
    return mall.manageStaff()
        .hire(MALL, new NewStaff(shop.code() + "." + name, name, PASSWORD, List.of(roles)));
  }

  private static SignInStaff.Outcome signIn(Mall mall, Shop shop, String name, String password) {
    return mall.signInStaff().signIn(shop.code() + "." + name, password);
  }

  @Test
  void staff_sign_in_and_may_what_their_roles_say(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var clerk =
              mall.roles().add(MALL, "客服", Set.of(Permissions.ORDER_READ, "seckill.manage"));
          var id = hire(mall, shop, "chen", clerk);
          var outcome = signIn(mall, shop, "CHEN ", PASSWORD);
          assertThat(outcome)
              .isEqualTo(
                  new SignInStaff.Outcome.SignedIn(shop.id(), id, "chen", 1, Optional.empty()));
          var access = mall.staffAccess().of(id).orElseThrow();
          assertThat(access.may(Permissions.ORDER_READ)).isTrue();
          assertThat(access.may("seckill.manage")).isTrue();
          assertThat(access.may(Permissions.STAFF_MANAGE)).isFalse();
        });
  }

  @Test
  void a_wrong_password_and_an_unknown_login_are_refused_alike(Mall mall, Shop shop) {
    shop.run(() -> hire(mall, shop, "chen"));
    var refused = new SignInStaff.Outcome.Refused();
    assertThat(signIn(mall, shop, "chen", "wrong password")).isEqualTo(refused);
    assertThat(signIn(mall, shop, "nobody", "wrong password")).isEqualTo(refused);
    assertThat(signIn(mall, shop, "chen", "x".repeat(100_000))).isEqualTo(refused);
    assertThat(mall.signInStaff().signIn("' or 1=1 --", "x")).isEqualTo(refused);
    for (var name : List.of("chen", "nobody")) {
      SignInStaff.Outcome last = refused;
      for (var i = 0; i < 6; i++) {
        last = signIn(mall, shop, name, "wrong password");
      }
      assertThat(last).as(name).isInstanceOf(SignInStaff.Outcome.Locked.class);
    }
  }

  @Test
  void five_failures_lock_even_when_forty_guesses_come_at_once(
      Mall mall, Shop shop, TestClock clock) {
    shop.run(() -> hire(mall, shop, "chen"));
    var outcomes = Shoppers.concurrently(40, i -> signIn(mall, shop, "chen", "guess " + i));
    assertThat(outcomes).filteredOn(SignInStaff.Outcome.Refused.class::isInstance).hasSize(5);
    assertThat(outcomes).filteredOn(SignInStaff.Outcome.Locked.class::isInstance).hasSize(35);
    assertThat(signIn(mall, shop, "chen", PASSWORD)).isInstanceOf(SignInStaff.Outcome.Locked.class);
    clock.advance(Duration.ofMinutes(16));
    assertThat(signIn(mall, shop, "chen", PASSWORD))
        .isInstanceOf(SignInStaff.Outcome.SignedIn.class);
  }

  @Test
  void failures_are_forgotten_after_a_success(Mall mall, Shop shop) {
    shop.run(() -> hire(mall, shop, "chen"));
    for (var i = 0; i < 4; i++) {
      assertThat(signIn(mall, shop, "chen", "wrong password"))
          .isInstanceOf(SignInStaff.Outcome.Refused.class);
    }
    for (var i = 0; i < 6; i++) {
      assertThat(signIn(mall, shop, "chen", PASSWORD))
          .isInstanceOf(SignInStaff.Outcome.SignedIn.class);
    }
  }

  @Test
  void a_dismissed_clerk_is_out_at_once(Mall mall, Shop shop) {
    shop.run(
        () -> {
          hire(mall, shop, "boss", owner(mall));
          var clerk = hire(mall, shop, "chen");
          assertThat(mall.staffAccess().of(clerk)).isPresent();
          mall.manageStaff().dismiss(MALL, clerk);
          assertThat(mall.staffAccess().of(clerk)).isEmpty();
          assertThat(signIn(mall, shop, "chen", PASSWORD))
              .isInstanceOf(SignInStaff.Outcome.Refused.class);
          mall.manageStaff().readmit(MALL, clerk);
          assertThat(mall.staffAccess().of(clerk).orElseThrow().epoch()).isEqualTo(3);
        });
  }

  @Test
  void nobody_gives_what_she_does_not_hold_nor_touches_who_holds_more(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var all = owner(mall);
          var boss = hire(mall, shop, "boss", all);
          var lead =
              new Granter(Actor.system(), Set.of(Permissions.STAFF_MANAGE, Permissions.ORDER_READ));
          var reader = mall.roles().add(lead, "只读", Set.of(Permissions.ORDER_READ));
          var clerk =
              mall.manageStaff()
                  .hire(lead, new NewStaff(shop.code() + ".a", "a", PASSWORD, List.of(reader)));
          assertThatThrownBy(() -> mall.manageStaff().assign(lead, clerk, List.of(all)))
              .hasMessage("staff.not_yours_to_give");
          assertThatThrownBy(() -> mall.roles().add(lead, "新", Set.of(Permissions.ALL)))
              .hasMessage("staff.not_yours_to_give");
          assertThatThrownBy(
                  () -> mall.roles().change(lead, reader, "只读", Set.of(Permissions.ORDER_REFUND)))
              .hasMessage("staff.not_yours_to_give");
          assertThatThrownBy(
                  () -> mall.roles().change(lead, all, "店主", Set.of(Permissions.ORDER_READ)))
              .hasMessage("staff.outranks_you");
          assertThatThrownBy(() -> mall.manageStaff().dismiss(lead, boss))
              .hasMessage("staff.outranks_you");
          assertThatThrownBy(() -> mall.manageStaff().resetPassword(lead, boss, "new password"))
              .hasMessage("staff.outranks_you");
        });
  }

  @Test
  void a_shop_always_keeps_an_owner(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var all = owner(mall);
          var owners = IntStream.range(0, 6).mapToObj(i -> hire(mall, shop, "o" + i, all)).toList();
          var gone =
              Shoppers.concurrently(
                  owners.size(),
                  i ->
                      shop.call(
                          () -> {
                            try {
                              mall.manageStaff().dismiss(MALL, owners.get(i));
                              return true;
                            } catch (MallException e) {
                              assertThat(e.code()).isEqualTo("staff.last_owner");
                              return false;
                            }
                          }));
          assertThat(gone).filteredOn(g -> !g).hasSize(1);
          assertThatThrownBy(
                  () -> mall.roles().change(MALL, all, "店主", Set.of(Permissions.ORDER_READ)))
              .hasMessage("staff.last_owner");
          var last = owners.get(gone.indexOf(false));
          assertThatThrownBy(() -> mall.manageStaff().assign(MALL, last, List.of()))
              .hasMessage("staff.last_owner");
        });
  }

  @Test
  void a_changed_password_ends_the_other_sessions(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var id = hire(mall, shop, "chen");
          var actor = Actor.staff(id, "chen", Optional.empty());
          assertThatThrownBy(
                  () -> mall.manageStaff().changeOwnPassword(actor, id, "wrong", "new password"))
              .isInstanceOfSatisfying(
                  MallException.class,
                  e -> assertThat(e.fields().getFirst().field()).isEqualTo("present"));
          assertThatThrownBy(
                  () -> mall.manageStaff().changeOwnPassword(actor, id, PASSWORD, "short"))
              .hasMessage("request.invalid");
          var epoch = mall.manageStaff().changeOwnPassword(actor, id, PASSWORD, "new password");
          assertThat(epoch).isEqualTo(2);
          assertThat(mall.staffAccess().of(id).orElseThrow().epoch()).isEqualTo(2);
          assertThat(signIn(mall, shop, "chen", PASSWORD))
              .isInstanceOf(SignInStaff.Outcome.Refused.class);
          assertThat(signIn(mall, shop, "chen", "new password"))
              .isInstanceOf(SignInStaff.Outcome.SignedIn.class);
        });
  }

  @Test
  void staff_of_one_shop_are_nothing_in_another(Mall mall, Shop shop, Shop other) {
    var id = shop.call(() -> hire(mall, shop, "chen", owner(mall)));
    other.run(
        () -> {
          assertThat(mall.staffAccess().of(id)).isEmpty();
          assertThat(mall.manageStaff().list()).isEmpty();
          assertThatThrownBy(() -> mall.manageStaff().dismiss(MALL, id))
              .hasMessage("staff.unknown");
          assertThatThrownBy(
                  () ->
                      mall.manageStaff()
                          .hire(
                              MALL, new NewStaff(shop.code() + ".chen", "b", PASSWORD, List.of())))
              .isInstanceOfSatisfying(
                  MallException.class,
                  e -> assertThat(e.fields().getFirst().field()).isEqualTo("login"));
        });
    assertThat(signIn(mall, shop, "chen", PASSWORD))
        .isInstanceOf(SignInStaff.Outcome.SignedIn.class);
  }

  @Test
  void nobody_signs_in_to_a_suspended_shop(Mall mall, Shop shop) {
    shop.run(() -> hire(mall, shop, "chen"));
    mall.tenants().changeStatus(Actor.system(), shop.id(), Tenant.Status.SUSPENDED);
    assertThat(signIn(mall, shop, "chen", PASSWORD))
        .isInstanceOf(SignInStaff.Outcome.ShopClosed.class);
  }

  @Test
  void every_change_of_staff_is_in_the_log_and_no_secret_is(Mall mall, Shop shop) {
    shop.run(
        () -> {
          hire(mall, shop, "boss", owner(mall));
          var id = hire(mall, shop, "chen");
          mall.manageStaff().resetPassword(MALL, id, "another password");
          mall.manageStaff().dismiss(MALL, id);
          var lines =
              mall.audit()
                  .list(Optional.of("staff:" + id), Optional.empty(), Optional.empty(), 10)
                  .items();
          assertThat(lines)
              .extracting(l -> l.action())
              .containsExactly("staff.dismissed", "staff.password_reset", "staff.hired");
          assertThat(lines.toString()).doesNotContain(PASSWORD).doesNotContain("another password");
          var first = mall.audit().list(Optional.empty(), Optional.empty(), Optional.empty(), 2);
          var second = mall.audit().list(Optional.empty(), Optional.empty(), first.next(), 100);
          assertThat(second.items()).isNotEmpty().doesNotContainAnyElementsOf(first.items());
          for (var cursor : List.of("", "x", "1", "-5_1", "9223372036854775807_1", "1_1 or 1=1")) {
            assertThatThrownBy(
                    () ->
                        mall.audit()
                            .list(Optional.empty(), Optional.empty(), Optional.of(cursor), 2))
                .hasMessage("request.bad_cursor");
          }
        });
  }

  @Test
  void the_operator_signs_in_and_out(Mall mall) {
    var access = mall.operatorAccess();
    var login = mall.config().operator();
    assertThat(access.signIn(login.login(), "wrong"))
        .isEqualTo(new OperatorAccess.Outcome.Refused());
    var outcome = access.signIn(login.login(), login.password());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            OperatorAccess.Outcome.SignedIn.class,
            in -> {
              assertThat(access.authenticate(in.token())).contains(login.login());
              access.signOut(in.token());
              assertThat(access.authenticate(in.token())).isEmpty();
            });
    assertThat(access.commandLine(login.token())).contains(login.login());
    assertThat(access.commandLine("")).isEmpty();
    for (var i = 0; i < 5; i++) {
      access.signIn("mallory", "guess");
    }
    assertThat(access.signIn("mallory", "guess")).isEqualTo(new OperatorAccess.Outcome.Locked());
    assertThat(access.signIn(login.login(), login.password()))
        .isInstanceOf(OperatorAccess.Outcome.SignedIn.class);
  }

  @Test
  void nobody_is_taken_back_when_the_plan_is_used_up(Mall mall, Shop shop) {
    mall.tenants().changePlan(Actor.system(), shop.id(), Plan.TRIAL);
    shop.run(
        () -> {
          var all = owner(mall);
          var unused = hire(mall, shop, "boss", all);
          var gone = hire(mall, shop, "gone", all);
          mall.manageStaff().dismiss(MALL, gone);
          for (var i = 1; i < Plan.TRIAL.staff(); i++) {
            var hired = hire(mall, shop, "new" + i, all);
          }
          assertThatThrownBy(() -> mall.manageStaff().readmit(MALL, gone))
              .hasMessage("staff.too_many");
          assertThat(mall.manageStaff().find(gone).orElseThrow().status())
              .isEqualTo(Staff.Status.DISMISSED);
        });
  }
}
