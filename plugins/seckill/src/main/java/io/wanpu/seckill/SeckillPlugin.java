package io.wanpu.seckill;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.data.Tx;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.plugin.Contributions;
import io.wanpu.api.plugin.Mall;
import io.wanpu.api.plugin.MallPlugin;
import io.wanpu.api.plugin.MemberData;
import io.wanpu.api.plugin.Obligations;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.seckill.claim.ClaimBook;
import io.wanpu.seckill.claim.Floor;
import io.wanpu.seckill.claim.Leases;
import io.wanpu.seckill.claim.MemberClaims;
import io.wanpu.seckill.claim.Returns;
import io.wanpu.seckill.claim.SaleStock;
import io.wanpu.seckill.claim.SeckillClaims;
import io.wanpu.seckill.reminder.Reminders;
import io.wanpu.seckill.shop.SeckillRoutes;
import io.wanpu.seckill.shop.StripBlock;
import io.wanpu.seckill.staff.LivePages;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the flash sale together. */
public final class SeckillPlugin implements MallPlugin {
  /** Id in the manifest. */
  public static final String ID = "seckill";

  private @Nullable Activities<SeckillActivity> activities;

  @Override
  public void contribute(Contributions to, Mall mall) {
    var settings = to.settings(SeckillSettings.class, SeckillSettings.DEFAULTS);
    var book = new ClaimBook(mall);
    var floor = new Floor(mall, book);
    var stock = new SaleStock(mall, floor);
    var returns = new Returns(mall, book, this::activities, floor);
    var claims = new SeckillClaims(mall, book, returns);
    var reminders =
        new Reminders(
            mall, this::activities, () -> Duration.ofMinutes(settings.current().remindMinutes()));
    var leases =
        new Leases(
            mall,
            book,
            claims,
            () -> Duration.ofMinutes(settings.current().urgeMinutes()),
            reminders::urge);
    var type = new SeckillType(mall, stock, leases, reminders);
    activities = to.activities(type);
    var sales = new Sales(mall, this::activities);

    to.promotion(type, new SeckillPrice(ID));
    to.claims(claims);
    to.timer(Leases.TIMER, leases::fire);
    to.timer(Reminders.TIMER, reminders::fire);
    to.message(Reminders.START);
    to.message(Reminders.PAY);
    to.routes(new SeckillRoutes(mall, sales, stock, settings, floor, claims, reminders)::register);
    to.block(new StripBlock());
    to.admin(new LivePages(mall, this::activities, stock)::register);
    to.obligations(owed(sales, stock));
    to.memberData(memberData(new MemberClaims(mall, book), reminders));
  }

  private Activities<SeckillActivity> activities() {
    return Objects.requireNonNull(activities, "used before it was put together");
  }

  private static Obligations owed(Sales sales, SaleStock stock) {
    return () -> {
      var published = sales.current().size();
      var open = stock.openClaims();
      return published == 0 && open == 0
          ? Optional.empty()
          : Optional.of(Text.of("seckill.owed", Arg.count(published), Arg.count(open)));
    };
  }

  private static MemberData memberData(MemberClaims claims, Reminders reminders) {
    return new MemberData() {
      @Override
      public Map<String, ?> export(MemberId member) {
        return Map.of(
            "claims",
            claims.export(member),
            "reminders",
            reminders.of(member).stream().map(id -> Long.toString(id)).toList());
      }

      @Override
      public void erase(Tx tx, MemberId member) {
        claims.erase(tx, member);
        reminders.erase(tx, member);
      }
    };
  }
}
