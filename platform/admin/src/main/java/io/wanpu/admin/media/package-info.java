/** Uploading and showing pictures. */
@NullMarked
package io.wanpu.admin.media;

import org.jspecify.annotations.NullMarked;
