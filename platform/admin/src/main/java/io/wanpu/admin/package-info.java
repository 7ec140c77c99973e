/**
 * Pages for a merchant's staff and for the operator.
 *
 * <p>One package a task: {@code signin}, {@code home}, {@code product}, {@code order}, {@code
 * marketing}, {@code operator}; {@code web} adapts HTTP, {@code text} writes for the reader, {@code
 * form} derives forms from records.
 */
@NullMarked
package io.wanpu.admin;

import org.jspecify.annotations.NullMarked;
