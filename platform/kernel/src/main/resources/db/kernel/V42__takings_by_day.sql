-- The first page sums what was paid by time.
ALTER TABLE shop_order ADD KEY shop_order_paid (tenant_id, paid_at, paid, refunded);
