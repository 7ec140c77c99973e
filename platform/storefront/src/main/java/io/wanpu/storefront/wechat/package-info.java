/** What WeChat pushes to the mall. */
@NullMarked
package io.wanpu.storefront.wechat;

import org.jspecify.annotations.NullMarked;
