/** Messages to members. */
@NullMarked
package io.wanpu.api.message;

import org.jspecify.annotations.NullMarked;
