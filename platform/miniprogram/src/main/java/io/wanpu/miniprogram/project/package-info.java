/** Mini-program projects, as WeChat takes them. */
@NullMarked
package io.wanpu.miniprogram.project;

import org.jspecify.annotations.NullMarked;
