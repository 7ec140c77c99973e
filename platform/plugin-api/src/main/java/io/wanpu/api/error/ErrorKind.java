package io.wanpu.api.error;

/** What sort of failure it is; decides the HTTP status. */
public enum ErrorKind {
  /** The request can't be read. */
  MALFORMED(400),
  /** The caller is not known. */
  UNAUTHENTICATED(401),
  /** The caller is known and may not. */
  FORBIDDEN(403),
  /** There is no such thing in this shop. */
  NOT_FOUND(404),
  /** The method does not exist for this address. */
  METHOD_NOT_ALLOWED(405),
  /** The state of things forbids it: sold out, changed meanwhile, already done. */
  CONFLICT(409),
  /** The body is larger than allowed. */
  TOO_LARGE(413),
  /** The media type is not taken. */
  UNSUPPORTED_TYPE(415),
  /** Understood, and a value is not acceptable. */
  INVALID(422),
  /** Too many requests. */
  TOO_MANY(429),
  /** Not possible at the moment, worth trying again. */
  UNAVAILABLE(503);

  private final int status;

  ErrorKind(int status) {
    this.status = status;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
