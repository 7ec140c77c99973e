/** Compiling WXML in the JVM, with the compiler of WeChat's own component framework. */
@NullMarked
package io.wanpu.miniprogram.template;

import org.jspecify.annotations.NullMarked;
