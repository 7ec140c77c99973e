/**
 * The doors to SQL: TenantDb, confined to one shop, and CellDb for what is cross-tenant by nature.
 */
@NullMarked
package io.wanpu.kernel.shared.data;

import org.jspecify.annotations.NullMarked;
