/** Stock: on hand, reserved, sold; every movement in a ledger; never below zero. */
@NullMarked
package io.wanpu.kernel.inventory;

import org.jspecify.annotations.NullMarked;
