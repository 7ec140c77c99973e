package io.wanpu.runtime.call;

/**
 * A plugin was switched off on this node.
 *
 * @param reason for the operator, technical, in English
 */
public record Trip(String reason) {}
