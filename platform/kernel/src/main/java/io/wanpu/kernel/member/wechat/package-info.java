/** Sign-in with WeChat mini-programs. */
@NullMarked
package io.wanpu.kernel.member.wechat;

import org.jspecify.annotations.NullMarked;
