package io.wanpu.admin.web;

import org.jspecify.annotations.Nullable;

/**
 * What the layout shows beside the content of a page.
 *
 * @param theme chosen by the reader, or null
 * @param moreIcons address of the style of icons that few pages have, or null
 * @param flash what was done by the request before, or null
 */
record Around(
    Shell shell, @Nullable String theme, @Nullable String moreIcons, @Nullable String flash) {}
