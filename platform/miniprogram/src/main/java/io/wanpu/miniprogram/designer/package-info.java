/** Staff at work on pages: drafts that are checked, previews of them, and what is published. */
@NullMarked
package io.wanpu.miniprogram.designer;

import org.jspecify.annotations.NullMarked;
