/** The shop's members. */
@NullMarked
package io.wanpu.admin.member;

import org.jspecify.annotations.NullMarked;
