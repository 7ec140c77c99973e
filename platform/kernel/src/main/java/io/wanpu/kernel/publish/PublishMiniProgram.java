package io.wanpu.kernel.publish;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.audit.AuditLog;
import io.wanpu.kernel.publish.Release.State;
import io.wanpu.kernel.publish.Releases.Facts;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.shared.Fields;
import io.wanpu.kernel.shared.data.TenantDb;
import io.wanpu.kernel.tenant.WechatApp;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.exception.IntegrityConstraintViolationException;

/**
 * What staff want of a mini-program at WeChat: entrust it, upload a version, submit it, release it,
 * take it back. A wish is a row that has been moved; {@link CarryOut} does it.
 */
public final class PublishMiniProgram {
  private static final int SHOWN = 1500;

  private final TenantDb db;
  private final Releases releases;
  private final Platform platform;
  private final CarryOut carryOut;
  private final AuditLog audit;
  private final Supplier<Optional<WechatApp>> app;

  /**
   * @param app the mini-program of the shop of the call
   */
  public PublishMiniProgram(
      TenantDb db,
      Releases releases,
      Platform platform,
      CarryOut carryOut,
      AuditLog audit,
      Supplier<Optional<WechatApp>> app) {
    this.db = db;
    this.releases = releases;
    this.platform = platform;
    this.carryOut = carryOut;
    this.audit = audit;
    this.app = app;
  }

  public Releases releases() {
    return releases;
  }

  /** The shop's mini-program as its settings say. */
  public Optional<String> appId() {
    return app.get().map(WechatApp::appId);
  }

  /**
   * Where the merchant entrusts her mini-program.
   *
   * @param back the page that she returns to
   * @throws MallException 409 {@code publish.no_app} when the settings name none
   */
  public String entrustAddress(String back) {
    var appId = appId().orElseThrow(() -> MallException.conflict("publish.no_app"));
    return asked(() -> platform.entrustAddress(appId, back));
  }

  /**
   * Takes what she came back with.
   *
   * @throws MallException 409 {@code publish.other_app} when it is another mini-program; {@code
   *     publish.app_taken} when it is another shop's
   */
  public void entrust(Actor actor, String authorizationCode) {
    var fields = new Fields();
    var code = fields.line("auth_code", authorizationCode, 1, 500);
    fields.orThrow();
    var given = asked(() -> platform.entrusted(code));
    if (!appId().equals(Optional.of(given.appId()))) {
      throw MallException.conflict("publish.other_app", Arg.words(given.appId()));
    }
    refuseAnothers(given.appId());
    try {
      keep(actor, given);
    } catch (IntegrityConstraintViolationException e) {
      // at the same moment another shop was entrusted with it, or this one by somebody else
      refuseAnothers(given.appId());
      keep(actor, given);
    }
  }

  private void refuseAnothers(String miniProgram) {
    if (releases.shopsOf(miniProgram).stream().anyMatch(shop -> !shop.equals(CurrentTenant.id()))) {
      throw MallException.conflict("publish.app_taken");
    }
  }

  private void keep(Actor actor, Platform.Authorization given) {
    db.transaction(
        tx -> {
          releases.entrust(tx, given, actor.name());
          audit.record(
              tx,
              actor,
              "publish.entrusted",
              "app:" + given.appId(),
              null,
              Map.of("appId", given.appId()));
          return given.appId();
        });
  }

  /**
   * Wants the present storefront to be uploaded.
   *
   * @param note what is new, for the auditor
   * @throws MallException 409 while another version is on its way
   */
  public Release upload(Actor actor, String note) {
    var fields = new Fields();
    var words = fields.line("note", note, 1, 200);
    fields.orThrow();
    return db.transaction(
        tx -> {
          // the row is the lock: of two wishes at once one finds the other's version
          var entrusted =
              releases
                  .lockEntrusted(tx)
                  .orElseThrow(() -> MallException.conflict("publish.not_entrusted"));
          if (!appId().equals(Optional.of(entrusted.appId()))) {
            throw MallException.conflict("publish.not_entrusted");
          }
          releases
              .latestIn(Release.BUSY)
              .ifPresent(
                  busy -> {
                    throw MallException.conflict("publish.busy", Arg.words(busy.version()));
                  });
          for (var waiting : List.of(State.UPLOADED, State.APPROVED)) {
            releases
                .latestIn(EnumSet.of(waiting))
                .ifPresent(
                    old -> releases.move(tx, old.id(), waiting, State.REPLACED, "", Facts.NONE));
          }
          var begun = releases.begin(tx, entrusted.appId(), words, actor.name());
          record(tx, actor, "publish.uploaded", begun);
          return begun;
        });
  }

  /** Wants it to be audited. */
  public void submit(Actor actor, ReleaseId id) {
    wish(actor, id, State.UPLOADED, State.SUBMITTING, "publish.submitted");
  }

  /** Wants shoppers to have it. */
  public void release(Actor actor, ReleaseId id) {
    wish(actor, id, State.APPROVED, State.RELEASING, "publish.released");
  }

  /** Wants shoppers to have what they had before. */
  public void rollBack(Actor actor, ReleaseId id) {
    wish(actor, id, State.RELEASED, State.ROLLING_BACK, "publish.rolled_back");
  }

  private void wish(Actor actor, ReleaseId id, State from, State to, String action) {
    var release = find(id);
    db.transaction(
        tx -> {
          if (!releases.move(tx, id, from, to, actor.name(), Facts.NONE)) {
            throw MallException.conflict("publish.moved_on");
          }
          record(tx, actor, action, release);
          return release;
        });
  }

  /** Takes it back from the auditors. */
  public void withdraw(Actor actor, ReleaseId id) {
    var release = find(id);
    if (release.state() != State.IN_AUDIT) {
      throw MallException.conflict("publish.moved_on");
    }
    asked(
        () -> {
          platform.withdraw(release.appId());
          return release;
        });
    db.transaction(
        tx -> {
          // a verdict may have come meanwhile; it counts
          if (releases.move(tx, id, State.IN_AUDIT, State.WITHDRAWN, actor.name(), Facts.NONE)) {
            record(tx, actor, "publish.withdrawn", release);
          }
          return release;
        });
  }

  /** Asks WeChat how the audit stands. */
  public void ask(ReleaseId id) {
    find(id);
    asked(
        () -> {
          carryOut.ask(id);
          return id;
        });
  }

  /** The picture that leads testers to the version that was uploaded last. */
  public byte[] trialCode() {
    var entrusted =
        releases.entrusted().orElseThrow(() -> MallException.conflict("publish.not_entrusted"));
    return asked(() -> platform.trialCode(entrusted.appId()));
  }

  private Release find(ReleaseId id) {
    return releases.find(id).orElseThrow(() -> MallException.notFound("publish.unknown"));
  }

  private void record(Tx tx, Actor actor, String action, Release release) {
    audit.record(
        tx,
        actor,
        action,
        "release:" + release.id(),
        null,
        Map.of("version", release.version(), "appId", release.appId()));
  }

  /** A call that may end in three ways. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws Refusal, IOException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (Refusal no) {
      throw new MallException(
          ErrorKind.CONFLICT, "publish.refused", List.of(words(no)), List.of(), null);
    } catch (IOException e) {
      throw new MallException(ErrorKind.UNAVAILABLE, "publish.no_answer", List.of(), List.of(), e);
    }
  }

  /** WeChat's words, shortened. */
  static Arg words(Refusal no) {
    return Arg.words(shortened(no.shown()));
  }

  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Why a refusal is kept. */
  static Text said(Refusal no) {
    return Text.of("publish.said", words(no));
  }
}
