/**
 * Records as JSON: reading with helpful errors, checking constraints, describing as JSON Schema.
 */
@NullMarked
package io.wanpu.runtime.json;

import org.jspecify.annotations.NullMarked;
