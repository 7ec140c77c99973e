/** WeChat's third-party platform. */
@NullMarked
package io.wanpu.kernel.publish.wechat;

import org.jspecify.annotations.NullMarked;
