package io.wanpu.storefront.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.FieldError;
import io.wanpu.api.error.MallException;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.shared.Json;
import io.wanpu.kernel.text.Reader;
import io.wanpu.kernel.text.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into a problem: the one place where this happens for shoppers. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final ObjectWriter WRITER = Json.newMapper().writerFor(Problem.class);
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private final Texts texts;

  public Problems(Texts texts) {
    this.texts = texts;
  }

  /** Answers the failure, unless part of another answer is on its way already. */
  void send(
      Throwable failure, Reader reader, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var problem = of(failure, reader, request);
    if (response.isCommitted()) {
      LOG.warn("{} after the answer was begun, trace {}", problem.code(), problem.traceId());
      return;
    }
    response.resetBuffer();
    response.setHeader("Content-Language", reader.language().toLanguageTag());
    headers(problem, failure).forEach((name, value) -> response.setHeader(name, value));
    new Answer(problem.status(), bytes(problem)).send(response);
  }

  /** The failure as an answer of a resource. */
  Response response(Throwable failure, Reader reader, HttpServletRequest request) {
    var problem = of(failure, reader, request);
    var response =
        Response.status(problem.status())
            .type(Answer.PROBLEM)
            .header("Content-Language", reader.language().toLanguageTag())
            .entity(bytes(problem));
    headers(problem, failure).forEach(response::header);
    return response.build();
  }

  private static Map<String, String> headers(Problem problem, Throwable failure) {
    return switch (problem.status()) {
      case 401 -> Map.of("WWW-Authenticate", "Bearer");
      case 405 ->
          failure instanceof NotAllowedException e
                  && e.getResponse().getHeaderString("Allow") != null
              ? Map.of("Allow", e.getResponse().getHeaderString("Allow"))
              : Map.of();
      case 429, 503 ->
          Map.of(
              "Retry-After",
              failure instanceof TooMany tooMany ? Long.toString(tooMany.seconds()) : "1");
      default -> Map.of();
    };
  }

  /** Containers and libraries wrap what is thrown through them. */
  private static Throwable essence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MallException
          || cause instanceof DetailedProblem
          || cause instanceof TooMany) {
        return cause;
      }
    }
    return failure;
  }

  private Problem of(Throwable thrown, Reader reader, HttpServletRequest request) {
    var traceId = traceId(request);
    var failure = essence(thrown);
    return switch (failure) {
      case DetailedProblem e ->
          of(e.kind(), e.code(), e.words(), List.of(), e.details(), reader, traceId);
      case TooMany e -> of(ErrorKind.TOO_MANY, "request.too_many", reader, traceId);
      case MallException e -> {
        if (e.getCause() != null) {
          LOG.warn("{} {}: {}, trace {}", request.getMethod(), path(request), e.code(), traceId, e);
        }
        yield of(e.kind(), e.code(), e.text(), e.fields(), Map.of(), reader, traceId);
      }
      case WebApplicationException e -> ofHttp(e, reader, request, traceId);
      default -> bug(failure, reader, request, traceId);
    };
  }

  private Problem ofHttp(
      WebApplicationException e, Reader reader, HttpServletRequest request, String traceId) {
    var status = e.getResponse().getStatus();
    return switch (status) {
      case 404 -> of(ErrorKind.NOT_FOUND, "request.no_such_route", reader, traceId);
      case 405 -> of(ErrorKind.METHOD_NOT_ALLOWED, "request.method_not_allowed", reader, traceId);
      case 406 -> problem(406, "request.not_acceptable", "not_acceptable", reader, traceId);
      case 415 -> of(ErrorKind.UNSUPPORTED_TYPE, "request.unsupported_type", reader, traceId);
      default ->
          status >= 400 && status < 500
              ? of(ErrorKind.MALFORMED, "request.malformed", reader, traceId)
              : bug(e, reader, request, traceId);
    };
  }

  private Problem bug(
      Throwable failure, Reader reader, HttpServletRequest request, String traceId) {
    LOG.error("{} {} failed, trace {}", request.getMethod(), path(request), traceId, failure);
    return problem(500, "server.failure", "failure", reader, traceId);
  }

  private static String path(HttpServletRequest request) {
    var path = request.getRequestURI();
    return path.length() > 200 ? path.substring(0, 200) : path;
  }

  private Problem of(ErrorKind kind, String code, Reader reader, String traceId) {
    return of(kind, code, Text.of("error." + code), List.of(), Map.of(), reader, traceId);
  }

  private Problem problem(int status, String code, String sort, Reader reader, String traceId) {
    return new Problem(
        type(code),
        texts.write(Text.of("problem." + sort), reader),
        status,
        texts.write(Text.of("error." + code), reader),
        code,
        List.of(),
        traceId,
        Map.of());
  }

  private Problem of(
      ErrorKind kind,
      String code,
      Text words,
      List<FieldError> fields,
      Map<String, Object> details,
      Reader reader,
      String traceId) {
    return new Problem(
        type(code),
        texts.write(Text.of(title(kind)), reader),
        kind.status(),
        texts.write(words, reader),
        code,
        fields.isEmpty()
            ? List.of()
            : fields.stream()
                .map(e -> new Problem.Field(e.field(), texts.write(e.message(), reader)))
                .toList(),
        traceId,
        details);
  }

  private static String type(String code) {
    return "urn:wanpu:problem:" + code;
  }

  private static String title(ErrorKind kind) {
    return switch (kind) {
      case MALFORMED -> "problem.malformed";
      case UNAUTHENTICATED -> "problem.unauthenticated";
      case FORBIDDEN -> "problem.forbidden";
      case NOT_FOUND -> "problem.not_found";
      case METHOD_NOT_ALLOWED -> "problem.method_not_allowed";
      case CONFLICT -> "problem.conflict";
      case TOO_LARGE -> "problem.too_large";
      case UNSUPPORTED_TYPE -> "problem.unsupported_type";
      case INVALID -> "problem.invalid";
      case TOO_MANY -> "problem.too_many";
      case UNAVAILABLE -> "problem.unavailable";
    };
  }

  /** Of the trace that the caller is in, or a new one. */
  private static String traceId(HttpServletRequest request) {
    var parent = request.getHeader("traceparent");
    if (parent != null) {
      var match = TRACE_PARENT.matcher(parent);
      if (match.matches()) {
        return match.group(1);
      }
    }
    var random = ThreadLocalRandom.current();
    return HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong());
  }

  static byte[] bytes(Problem problem) {
    try {
      return WRITER.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
