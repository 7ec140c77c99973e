package io.wanpu.api.plugin;

import io.wanpu.api.activity.Activities;
import io.wanpu.api.activity.ActivityType;
import io.wanpu.api.admin.AdminPages;
import io.wanpu.api.claim.StockClaims;
import io.wanpu.api.event.EventHandler;
import io.wanpu.api.event.MallEvent;
import io.wanpu.api.message.MessageTemplate;
import io.wanpu.api.page.PageBlock;
import io.wanpu.api.pricing.CheckoutGuard;
import io.wanpu.api.pricing.PromotionRule;
import io.wanpu.api.timer.TimerHandler;
import io.wanpu.api.web.Routes;
import java.util.function.Consumer;

/**
 * Where a plugin registers what it brings. It is used while {@link MallPlugin#contribute} runs, and
 * not afterwards.
 */
public interface Contributions {
  /**
   * One record of settings a shop; form, validation and JSON Schema derive from it.
   *
   * @param defaults right for most shops
   */
  <S extends Record> Settings<S> settings(Class<S> type, S defaults);

  /** A kind of activity, with its pages for staff. */
  <A extends Record> Activities<A> activities(ActivityType<A> type);

  /** Proposes discounts from the running activities of a registered type. */
  <A extends Record> void promotion(ActivityType<A> type, PromotionRule<A> rule);

  /** Holds stock for members. */
  void claims(StockClaims claims);

  /** May refuse a checkout. */
  void guard(CheckoutGuard guard);

  /**
   * Handles an event.
   *
   * @param name unique in the plugin; deliveries remember it, so it stays the same over versions
   */
  <E extends MallEvent> void on(Class<E> type, String name, EventHandler<E> handler);

  /** A durable timer of that name. */
  void timer(String name, TimerHandler handler);

  /** Routes for shoppers. */
  void routes(Consumer<Routes> routes);

  /** Pages for staff. */
  void admin(Consumer<AdminPages> pages);

  /** What merchants decide for a block that {@code miniprogram.json} names. */
  <P extends Record> void block(PageBlock<P> block);

  /** A message template. */
  void message(MessageTemplate template);

  /** What a shop still owes its members through this plugin. */
  void obligations(Obligations obligations);

  /** Export and erasure of what the plugin knows of a member. */
  void memberData(MemberData data);
}
