package io.wanpu.storefront.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.miniprogram.first.Answers;
import io.wanpu.storefront.catalog.CategoriesResource;
import io.wanpu.storefront.catalog.ProductsResource;
import io.wanpu.storefront.shop.ShopResource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the interface says to somebody who is not known, for a page that brings its first answers
 * along. The answers are those of the resources themselves; the shop is bound.
 */
final class OpenAnswers implements Answers {
  private static final ObjectMapper MAPPER = Json.newMapper();

  private final ShopCall call;

  /**
   * @param call nobody's in particular
   */
  OpenAnswers(ShopCall call) {
    this.call = call;
  }

  @Override
  public Optional<JsonNode> at(String path) {
    if (call.shop().status() != Tenant.Status.ACTIVE) {
      return Optional.empty();
    }
    var question = path.indexOf('?');
    var place = question < 0 ? path : path.substring(0, question);
    var query = query(question < 0 ? "" : path.substring(question + 1));
    try {
      return switch (place) {
        case "" -> answer(() -> new ShopResource().shop());
        case "categories" -> answer(() -> new CategoriesResource().tree());
        case "products" ->
            answer(
                () ->
                    new ProductsResource()
                        .list(
                            query.get("category"),
                            query.get("q"),
                            query.get("sort"),
                            query.get("after"),
                            query.get("limit")));
        default -> Optional.empty();
      };
    } catch (MallException refused) {
      return Optional.empty();
    }
  }

  private Optional<JsonNode> answer(Supplier<Object> resource) {
    Object answer = ScopedValue.where(ShopCall.CURRENT, call).call(resource::get);
    return Optional.of(MAPPER.valueToTree(answer));
  }

  private static Map<String, @Nullable String> query(String text) {
    var query = new HashMap<String, @Nullable String>();
    for (var part : text.split("&")) {
      var equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
