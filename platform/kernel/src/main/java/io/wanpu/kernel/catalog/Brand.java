package io.wanpu.kernel.catalog;

import java.util.Optional;

/**
 * A brand of products.
 *
 * @param logo key of a picture
 * @param products how many carry it
 * @param version optimistic lock
 */
public record Brand(BrandId id, String name, Optional<String> logo, int products, int version) {}
