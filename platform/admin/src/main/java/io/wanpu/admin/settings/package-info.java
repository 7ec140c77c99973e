/** What a shop decides for itself. */
@NullMarked
package io.wanpu.admin.settings;

import org.jspecify.annotations.NullMarked;
