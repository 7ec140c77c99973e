package io.wanpu.miniprogram.project;

/**
 * What a generated project says of its shop.
 *
 * @param code name of the shop in addresses
 * @param name name that shoppers read
 * @param language BCP 47 tag of the shop's text
 * @param currency ISO 4217
 * @param api where the JSON API is, without {@code /api}; empty for the origin that the page comes
 *     from
 * @param appId of the shop's mini-program; empty when it has none
 * @param version of what is generated, shown to nobody but support
 */
public record ShopFacts(
    String code,
    String name,
    String language,
    String currency,
    String api,
    String appId,
    String version) {}
