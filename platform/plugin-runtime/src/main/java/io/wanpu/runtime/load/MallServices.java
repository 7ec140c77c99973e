package io.wanpu.runtime.load;

import io.wanpu.api.catalog.Catalog;
import io.wanpu.kernel.activity.ActivityStore;
import io.wanpu.kernel.messaging.OutgoingMessages;
import io.wanpu.kernel.shared.IdSource;
import io.wanpu.kernel.shared.MallClock;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.shared.redis.BellTower;
import io.wanpu.kernel.shared.redis.Redis;
import io.wanpu.kernel.tenant.TenantSettings;
import io.wanpu.kernel.tenant.Tenants;
import io.wanpu.kernel.timer.KernelTimers;

/** What of the kernel stands behind the services that plugins get to see. */
public record MallServices(
    TenantDb db,
    MallClock clock,
    IdSource ids,
    Redis redis,
    BellTower bells,
    KernelTimers timers,
    ActivityStore activities,
    TenantSettings settings,
    Tenants tenants,
    Catalog catalog,
    OutgoingMessages messages) {}
