/**
 * Text that is shown to people: a key of a message bundle and typed arguments, formatted at the
 * edge in the reader's language.
 */
@NullMarked
package io.wanpu.api.text;

import org.jspecify.annotations.NullMarked;
