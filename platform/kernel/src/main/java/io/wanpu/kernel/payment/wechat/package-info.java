/** WeChat Pay, API version 3, with the platform's public key. */
@NullMarked
package io.wanpu.kernel.payment.wechat;

import org.jspecify.annotations.NullMarked;
