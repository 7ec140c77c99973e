/** Identifiers: TSIDs in records, decimal strings in JSON, addresses and pages. */
@NullMarked
package io.wanpu.api.id;

import org.jspecify.annotations.NullMarked;
