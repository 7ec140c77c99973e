/**
 * Payments and refunds through providers; money that arrives always ends in a fulfilled order or on
 * its way back.
 */
@NullMarked
package io.wanpu.kernel.payment;

import org.jspecify.annotations.NullMarked;
