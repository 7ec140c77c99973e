/** WeChat subscribe messages. */
@NullMarked
package io.wanpu.kernel.messaging.wechat;

import org.jspecify.annotations.NullMarked;
