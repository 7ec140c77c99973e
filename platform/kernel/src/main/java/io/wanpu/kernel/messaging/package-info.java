/** Messages to members: consent is counted, local effects commit first, sending follows. */
@NullMarked
package io.wanpu.kernel.messaging;

import org.jspecify.annotations.NullMarked;
