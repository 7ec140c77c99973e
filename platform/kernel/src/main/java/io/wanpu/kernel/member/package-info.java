/** Members: sign-in over channels, bearer tokens, profile, addresses. */
@NullMarked
package io.wanpu.kernel.member;

import org.jspecify.annotations.NullMarked;
