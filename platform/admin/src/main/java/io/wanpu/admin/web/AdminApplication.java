package io.wanpu.admin.web;

import io.wanpu.admin.audit.AuditPages;
import io.wanpu.admin.delivery.DeliveryPages;
import io.wanpu.admin.home.HomePage;
import io.wanpu.admin.inventory.InventoryPages;
import io.wanpu.admin.job.JobPages;
import io.wanpu.admin.legal.LegalPages;
import io.wanpu.admin.marketing.ActivityPages;
import io.wanpu.admin.marketing.CalendarPages;
import io.wanpu.admin.marketing.PluginMarket;
import io.wanpu.admin.marketing.PluginPages;
import io.wanpu.admin.marketing.SkuPicker;
import io.wanpu.admin.media.MediaPages;
import io.wanpu.admin.member.BulkTagPages;
import io.wanpu.admin.member.MemberPages;
import io.wanpu.admin.operator.HealthPages;
import io.wanpu.admin.operator.OperatorApi;
import io.wanpu.admin.operator.OperatorPages;
import io.wanpu.admin.operator.ShopPages;
import io.wanpu.admin.operator.StorefrontApi;
import io.wanpu.admin.operator.SystemPages;
import io.wanpu.admin.order.OrderPages;
import io.wanpu.admin.product.BrandPages;
import io.wanpu.admin.product.BulkPages;
import io.wanpu.admin.product.CategoryPages;
import io.wanpu.admin.product.ProductPages;
import io.wanpu.admin.profile.ProfilePages;
import io.wanpu.admin.publish.PublishPages;
import io.wanpu.admin.register.RegisterPage;
import io.wanpu.admin.search.SearchPages;
import io.wanpu.admin.settings.ShopSettingsPages;
import io.wanpu.admin.shops.MyShopsPages;
import io.wanpu.admin.signin.LanguageSwitch;
import io.wanpu.admin.signin.SignInPage;
import io.wanpu.admin.signin.ThemeSwitch;
import io.wanpu.admin.staff.RolePages;
import io.wanpu.admin.staff.StaffPages;
import io.wanpu.admin.storefront.DecoratedPages;
import io.wanpu.admin.storefront.LinkPicker;
import io.wanpu.admin.storefront.LookPages;
import io.wanpu.admin.storefront.PageDrafts;
import io.wanpu.admin.view.ViewPages;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The pages of the staff's door. */
@ApplicationPath("/")
public class AdminApplication extends Application {
  /** Resources, each of whose methods carries a permission. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          SignInPage.class,
          SearchPages.class,
          RegisterPage.class,
          LanguageSwitch.class,
          ThemeSwitch.class,
          HomePage.class,
          OrderPages.class,
          InventoryPages.class,
          JobPages.class,
          ProductPages.class,
          BulkPages.class,
          CategoryPages.class,
          BrandPages.class,
          MediaPages.class,
          ActivityPages.class,
          CalendarPages.class,
          SkuPicker.class,
          PluginMarket.class,
          PluginPages.class,
          StaffPages.class,
          LookPages.class,
          DecoratedPages.class,
          PageDrafts.class,
          LinkPicker.class,
          PublishPages.class,
          RolePages.class,
          AuditPages.class,
          ShopSettingsPages.class,
          ProfilePages.class,
          MemberPages.class,
          BulkTagPages.class,
          DeliveryPages.class,
          OperatorPages.class,
          ShopPages.class,
          SystemPages.class,
          HealthPages.class,
          LegalPages.class,
          MyShopsPages.class,
          ViewPages.class,
          OperatorApi.class,
          StorefrontApi.class);

  private static final Set<Class<?>> PROVIDERS =
      Set.of(PermissionFilter.class, ErrorMapper.class, ViewWriter.class);

  @Override
  public Set<Class<?>> getClasses() {
    var classes = new java.util.HashSet<>(RESOURCES);
    classes.addAll(PROVIDERS);
    return classes;
  }
}
