/** What shoppers see and do: lists, claims, reminders. */
@NullMarked
package io.wanpu.seckill.shop;

import org.jspecify.annotations.NullMarked;
