package io.wanpu.api.activity;

import io.wanpu.api.text.Arg;

/**
 * A live figure of an activity, for staff.
 *
 * @param key bundle key of its name
 * @param value the figure
 */
public record Figure(String key, Arg value) {}
