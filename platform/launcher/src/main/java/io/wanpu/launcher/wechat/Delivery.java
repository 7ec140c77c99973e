package io.wanpu.launcher.wechat;

import java.time.Duration;

/**
 * How a callback is delivered.
 *
 * @param copies how many times the same callback arrives, at least 1
 * @param delay before the first
 * @param forged whether its signature is wrong
 */
record Delivery(int copies, Duration delay, boolean forged) {
  static Delivery once() {
    return new Delivery(1, Duration.ZERO, false);
  }
}
