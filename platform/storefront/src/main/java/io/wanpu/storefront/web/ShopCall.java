package io.wanpu.storefront.web;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.member.MemberTokens.Visitor;
import io.wanpu.kernel.tenant.Tenant;
import io.wanpu.kernel.text.Reader;
import io.wanpu.runtime.Mall;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API: to which shop, by whom, in which language. Bound to the thread by the filter.
 */
public final class ShopCall {
  static final ScopedValue<ShopCall> CURRENT = ScopedValue.newInstance();

  private final Services services;
  private final Tenant shop;
  private final @Nullable HttpServletRequest request;
  private final String token;
  private final Optional<Visitor> visitor;
  private @Nullable Reader reader;

  ShopCall(
      Services services,
      Tenant shop,
      HttpServletRequest request,
      String token,
      Optional<Visitor> visitor) {
    this.services = services;
    this.shop = shop;
    this.request = request;
    this.token = token;
    this.visitor = visitor;
  }

  /** A call of nobody in particular, for a page that is painted for all who read that language. */
  ShopCall(Services services, Tenant shop, Locale language) {
    this.services = services;
    this.shop = shop;
    this.request = null;
    this.token = "";
    this.visitor = Optional.empty();
    this.reader = Reader.in(language, shop.zone(), shop.currency());
  }

  /** The call of the thread. */
  public static ShopCall current() {
    return CURRENT.get();
  }

  public Mall mall() {
    return services.mall();
  }

  /** Product pages as they were last written. */
  public ProductBytes products() {
    return services.products();
  }

  /** The shop that is called. */
  public Tenant shop() {
    return shop;
  }

  /** The signed-in member. @throws MallException 401 when nobody is signed in */
  public MemberId member() {
    return visitor()
        .orElseThrow(() -> new MallException(ErrorKind.UNAUTHENTICATED, "request.unauthenticated"));
  }

  /** The signed-in member, if somebody is. */
  public Optional<MemberId> visitor() {
    return visitor.map(Visitor::member);
  }

  /** The bearer token of the request, empty without one. */
  public String token() {
    return token;
  }

  /** What names this request among its repeats. @throws MallException 400 when it is no key */
  Optional<String> idempotencyKey() {
    return Repeats.key(request().getHeader(Repeats.HEADER));
  }

  /** For whom text is written. */
  public Reader reader() {
    var known = reader;
    if (known == null) {
      known =
          Reader.in(
              Languages.of(request(), visitor.flatMap(Visitor::language)),
              shop.zone(),
              shop.currency());
      reader = known;
    }
    return known;
  }

  /** The reader's language. */
  public Locale language() {
    return reader().language();
  }

  /** A text in the reader's language. */
  public String write(Text text) {
    return services.texts().write(text, reader());
  }

  /** Address of a picture. @param key its key in the media library */
  public String media(String key) {
    return "/media/" + shop.id() + "/" + key;
  }

  /** Address of a picture, if there is one. */
  public Optional<String> media(Optional<String> key) {
    return key.map(this::media);
  }

  Problems problems() {
    return services.problems();
  }

  HttpServletRequest request() {
    if (request == null) {
      throw new IllegalStateException("nobody in particular calls");
    }
    return request;
  }
}
