/** Runs of promotions: configured by a record, published with stock, ended. */
@NullMarked
package io.wanpu.api.activity;

import org.jspecify.annotations.NullMarked;
