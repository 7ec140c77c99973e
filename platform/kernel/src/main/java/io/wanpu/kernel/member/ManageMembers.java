package io.wanpu.kernel.member;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.MemberId;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.data.TenantDb;

/** What staff do with members of the calling shop. */
public final class ManageMembers {
  private final TenantDb db;
  private final Members members;
  private final MemberTokens tokens;

  public ManageMembers(TenantDb db, Members members, MemberTokens tokens) {
    this.db = db;
    this.members = members;
    this.tokens = tokens;
  }

  /**
   * Blocks a member: she is signed out everywhere and can't sign in.
   *
   * @throws MallException 404 {@code member.unknown}; 409 {@code member.erased}
   */
  public void block(Actor actor, MemberId id) {
    change(actor, id, Member.Status.BLOCKED);
    tokens.revokeAll(id);
  }

  /** Lets her in again. @throws MallException as {@link #block} */
  public void admit(Actor actor, MemberId id) {
    change(actor, id, Member.Status.ACTIVE);
  }

  private void change(Actor actor, MemberId id, Member.Status status) {
    var member = members.find(id).orElseThrow(() -> MallException.notFound("member.unknown"));
    if (member.status() == Member.Status.ERASED) {
      throw MallException.conflict("member.erased");
    }
    db.transaction(
        tx -> {
          members.changeStatus(tx, actor, id, status);
          return true;
        });
  }
}
