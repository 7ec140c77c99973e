package io.wanpu.storefront.content;

import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.catalog.RichText;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.web.ShopCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;

/** What happens with what the shop learns of its shoppers. */
@Path("shops/{shop}/privacy")
@Produces(MediaType.APPLICATION_JSON)
public class PrivacyResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(
      value = "The privacy notice: the shop's own, or what holds for every shop of the mall",
      tag = "shop",
      open = true)
  public Notice notice() {
    return call.mall()
        .articles()
        .privacy()
        .map(own -> new Notice(own.title(), ArticlesResource.html(call, own), own.publishedAt()))
        .orElseGet(
            () ->
                new Notice(
                    call.write(Text.of("content.privacy.title")),
                    RichText.clean(
                        call.write(Text.of("content.privacy.body", Arg.words(call.shop().name())))),
                    Optional.empty()));
  }

  /** A privacy notice. @param body clean HTML */
  public record Notice(String title, String body, Optional<Instant> since) {}
}
