package io.wanpu.admin.web;

import org.jspecify.annotations.Nullable;

/**
 * A saved view of a list.
 *
 * @param count how many are in it, for people; null when it is not counted
 */
public record Tab(String label, String href, boolean current, @Nullable String count) {}
