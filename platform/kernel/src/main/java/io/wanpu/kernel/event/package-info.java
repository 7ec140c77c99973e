/**
 * The transactional outbox: events are rows, one delivery row for each handler, claimed in batches.
 */
@NullMarked
package io.wanpu.kernel.event;

import org.jspecify.annotations.NullMarked;
