/** What happened in the mall, delivered at least once to each handler. */
@NullMarked
package io.wanpu.api.event;

import org.jspecify.annotations.NullMarked;
