/**
 * The WeChat sandbox: answers like WeChat's servers, for development, tests and the demo.
 *
 * <p>Mini-program interface: {@code /sns/jscode2session}, {@code /cgi-bin/token}, {@code
 * /cgi-bin/stable_token}, {@code /wxa/business/getuserphonenumber}, {@code
 * /cgi-bin/message/subscribe/send}, {@code /wxa/sec/order/upload_shipping_info}, {@code
 * /wxa/getwxacodeunlimit}. Third-party platform, for mini-programs that were entrusted to it: see
 * {@link io.wanpu.launcher.wechat.OpenPlatform}. Pay, version 3: order, query, close, refund,
 * callbacks, with real signatures in both directions. What a shopper or WeChat would do is done
 * through {@code /sandbox/}: see {@link io.wanpu.launcher.wechat.Control}.
 */
@NullMarked
package io.wanpu.launcher.wechat;

import org.jspecify.annotations.NullMarked;
