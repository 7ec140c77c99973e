package io.wanpu.storefront;

import io.wanpu.storefront.cart.CartResource;
import io.wanpu.storefront.catalog.CategoriesResource;
import io.wanpu.storefront.catalog.ProductsResource;
import io.wanpu.storefront.catalog.SuggestionsResource;
import io.wanpu.storefront.content.ArticlesResource;
import io.wanpu.storefront.content.PrivacyResource;
import io.wanpu.storefront.member.AddressesResource;
import io.wanpu.storefront.member.FavouritesResource;
import io.wanpu.storefront.member.FootprintsResource;
import io.wanpu.storefront.member.MeResource;
import io.wanpu.storefront.member.SignInResource;
import io.wanpu.storefront.order.CallbackResource;
import io.wanpu.storefront.order.CheckoutResource;
import io.wanpu.storefront.order.OrdersResource;
import io.wanpu.storefront.shop.ShopResource;
import io.wanpu.storefront.tracking.EventsResource;
import io.wanpu.storefront.web.JsonBody;
import io.wanpu.storefront.web.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The JSON API for shoppers. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {
  /** What shoppers' programs may call, in the order of the OpenAPI document. */
  public static final List<Class<?>> RESOURCES =
      List.of(
          ShopResource.class,
          SignInResource.class,
          MeResource.class,
          AddressesResource.class,
          CategoriesResource.class,
          ProductsResource.class,
          SuggestionsResource.class,
          FavouritesResource.class,
          FootprintsResource.class,
          CartResource.class,
          CheckoutResource.class,
          OrdersResource.class,
          ArticlesResource.class,
          PrivacyResource.class,
          EventsResource.class);

  @Override
  public Set<Class<?>> getClasses() {
    var classes = new HashSet<Class<?>>(RESOURCES);
    classes.add(CallbackResource.class);
    classes.add(JsonBody.class);
    classes.add(ProblemMapper.class);
    return classes;
  }
}
