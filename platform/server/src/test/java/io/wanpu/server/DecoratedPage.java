package io.wanpu.server;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.catalog.Shelf;
import io.wanpu.kernel.content.PageContent;
import io.wanpu.kernel.content.ShopPage;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.runtime.Mall;
import java.util.Optional;

/** A campaign page of a demo shop with every block of the core, for as long as it is open. */
final class DecoratedPage implements AutoCloseable {
  private static final String NAME = "every-block";
  private static final String BLOCKS =
      """
      [
        {"plugin":"core","type":"search","version":1,"props":{"placeholder":"搜一搜本店的好物"}},
        {"plugin":"core","type":"banner","version":1,"props":{"items":[
          {"picture":"PICTURE","title":"","subtitle":"","alt":"新品上市","link":"","tone":"ACCENT"},
          {"picture":"","title":"换季上新，全场满三百减四十","subtitle":"活动到本月最后一天为止","alt":"","link":"","tone":"SOFT"}],
          "ratio":"WIDE","autoplay":false,"seconds":4}},
        {"plugin":"core","type":"nav-grid","version":1,"props":{"source":"CATEGORIES","columns":5,"items":[]}},
        {"plugin":"core","type":"notice","version":1,"props":{"text":"仓库盘点，周三下单的包裹周四发出，请您多等一天，给您添麻烦了","link":""}},
        {"plugin":"core","type":"title","version":1,"props":{"text":"店主推荐","subtitle":"每一件都亲手试过","align":"LEFT","link":"","more":""}},
        {"plugin":"core","type":"product-list","version":1,"props":{"title":"销量最好的","layout":"LIST","source":"BEST_SELLING","products":[],"limit":2}},
        {"plugin":"core","type":"image-cube","version":1,"props":{"layout":"ONE_TWO","items":[
          {"picture":"PICTURE","alt":"左边一张","link":""},
          {"picture":"PICTURE","alt":"右上一张","link":""},
          {"picture":"PICTURE","alt":"右下一张","link":""}]}},
        {"plugin":"core","type":"spacer","version":1,"props":{"height":"MEDIUM","line":true}},
        {"plugin":"core","type":"title","version":1,"props":{"text":"关于我们","subtitle":"","align":"CENTER","link":"","more":""}},
        {"plugin":"core","type":"rich-text","version":1,"props":{"html":"<h3>从一座山开始</h3><p>我们只卖自己喝的东西，<strong>不好就退</strong>。</p><ul><li>七天无理由</li><li>满百包邮</li></ul>"}},
        {"plugin":"core","type":"product-list","version":1,"props":{"title":"新品","layout":"SCROLL","source":"NEWEST","products":[],"limit":6}}
      ]
      """;

  private final Mall mall;
  private final String code;

  /** Publishes it. */
  DecoratedPage(Mall mall, String code) {
    this.mall = mall;
    this.code = code;
    run(
        () -> {
          left().ifPresent(page -> mall.shopPages().remove(Actor.system(), page.id()));
          var query = new Shelf.Query(Optional.empty(), Optional.empty(), Shelf.Sort.NEWEST);
          var picture =
              mall.shelf().cards(query, Optional.empty(), 20).items().stream()
                  .flatMap(card -> card.cover().stream())
                  .findFirst()
                  .orElseThrow();
          var page =
              mall.shopPages()
                  .create(
                      Actor.system(),
                      NAME,
                      PageContent.stored("春日上新", BLOCKS.replace("PICTURE", picture)));
          var unused = mall.shopPages().publish(Actor.system(), page.id(), page.version());
        });
  }

  /** Below the shop's address. */
  String path() {
    return "pages/page/page?name=" + NAME;
  }

  private Optional<ShopPage> left() {
    return mall.shopPages().all().stream().filter(page -> page.name().equals(NAME)).findFirst();
  }

  private void run(Runnable work) {
    CurrentTenant.run(mall.tenants().byCode(code).orElseThrow().id(), work::run);
  }

  @Override
  public void close() {
    run(() -> left().ifPresent(page -> mall.shopPages().remove(Actor.system(), page.id())));
  }
}
