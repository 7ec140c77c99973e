/** Reading and verifying plugin jars before anything of them runs. */
@NullMarked
package io.wanpu.runtime.jar;

import org.jspecify.annotations.NullMarked;
