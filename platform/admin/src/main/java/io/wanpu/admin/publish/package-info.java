/** The storefront as a mini-program: downloaded, or uploaded, audited and released at WeChat. */
@NullMarked
package io.wanpu.admin.publish;

import org.jspecify.annotations.NullMarked;
