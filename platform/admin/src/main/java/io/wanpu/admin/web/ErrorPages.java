package io.wanpu.admin.web;

import io.wanpu.admin.text.Phrases;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the reader's language what went wrong and what to do next. */
public final class ErrorPages {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private final Pages templates;

  public ErrorPages(Pages templates) {
    this.templates = templates;
  }

  /**
   * What a reader needs to know about a failure.
   *
   * @param status HTTP status
   * @param title what sort of failure it is
   * @param message what happened and what to do
   * @param kept whether the text of a form that was refused may be shown again at once
   * @param reference names the entry of the log, empty when the failure was expected
   */
  record Failure(int status, String title, String message, String reference, boolean kept) {}

  Failure explain(Throwable thrown) {
    var phrases = Visit.current().phrases();
    return switch (thrown) {
      case MallException e ->
          failure(
              phrases, e.kind().status(), message(phrases, e), "", e.code().equals("admin.csrf"));
      case WebApplicationException e -> {
        var status = e.getResponse().getStatus();
        yield status >= 500
            ? unexpected(phrases, e)
            : failure(phrases, status, phrases.words("admin.error." + known(status)), "", false);
      }
      default -> unexpected(phrases, thrown);
    };
  }

  /** The page, or for htmx a message in the corner. */
  View view(Failure failure) {
    var view = Visit.current().htmx() ? View.fragment("error", "toast") : View.of("error");
    return view.with("failure", failure);
  }

  /** Writes it to a response that nothing else has written to. */
  void write(HttpServletResponse response, Throwable thrown) {
    if (response.isCommitted()) {
      LOG.warn("failed while answering", thrown);
      return;
    }
    var failure = explain(thrown);
    response.resetBuffer();
    response.setStatus(failure.status());
    response.setContentType("text/html;charset=UTF-8");
    if (Visit.current().htmx()) {
      response.setHeader("HX-Retarget", "#toasts");
      response.setHeader("HX-Reswap", "beforeend");
    }
    try {
      response.getOutputStream().write(templates.render(view(failure)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message of a fault: its own words, or those of its kind when it has none. */
  static String message(Phrases phrases, MallException e) {
    var text = e.text();
    return phrases
        .find(text.key(), text.args().toArray())
        .orElseGet(() -> phrases.words("admin.error." + known(e.kind().status())));
  }

  private static Failure unexpected(Phrases phrases, Throwable thrown) {
    var reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    LOG.error("unexpected failure {}", reference, thrown);
    return failure(phrases, 500, phrases.words("admin.error.500"), reference, false);
  }

  private static Failure failure(
      Phrases phrases, int status, String message, String reference, boolean kept) {
    var title = phrases.words("admin.error." + (status == 500 ? 500 : known(status)) + ".title");
    return new Failure(status, title, message, reference, kept);
  }

  private static int known(int status) {
    for (var kind : ErrorKind.values()) {
      if (kind.status() == status) {
        return status;
      }
    }
    return 400;
  }
}
