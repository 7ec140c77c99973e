package io.wanpu.miniprogram.design;

/**
 * What a shop has chosen.
 *
 * @param theme id of the theme
 * @param accent {@code #rrggbb} in place of the theme's, or empty
 */
public record Look(String theme, String accent) {}
