package io.wanpu.seckill.claim;

import static io.wanpu.seckill.db.Tables.CLAIM;

import io.wanpu.api.data.Tx;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.plugin.Mall;
import java.util.List;
import java.util.Map;

/** What claims tell of a member: shown to her on request, and forgotten. */
public final class MemberClaims {
  private final Mall mall;
  private final ClaimBook book;

  public MemberClaims(Mall mall, ClaimBook book) {
    this.mall = mall;
    this.book = book;
  }

  /** Her claims as plain values. */
  public List<Map<String, Object>> export(MemberId member) {
    return book.all(member).stream()
        .map(
            claim ->
                Map.<String, Object>of(
                    "id", claim.id().toString(),
                    "activity", claim.activity().toString(),
                    "sku", claim.sku().toString(),
                    "quantity", claim.quantity(),
                    "state", claim.state().name(),
                    "order", claim.order().map(OrderId::toString).orElse(""),
                    "at", claim.createdAt().toString()))
        .toList();
  }

  /** Keeps the claims, which the stock's books need, without the person and her keys. */
  public void erase(Tx tx, MemberId member) {
    mall.db()
        .on(tx)
        .update(CLAIM)
        .set(CLAIM.MEMBER_ID, CLAIM.ID.neg())
        .set(CLAIM.REQUEST_KEY, "")
        .where(CLAIM.TENANT_ID.eq(mall.tenant().value()), CLAIM.MEMBER_ID.eq(member.value()))
        .execute();
  }
}
