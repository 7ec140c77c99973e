package io.wanpu.kernel.media;

import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.Page;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The pictures of the calling shop. */
public interface MediaLibrary {
  /** The largest file, in bytes. */
  int MOST_BYTES = 5 * 1024 * 1024;

  /**
   * Takes a picture in. The same content once more is the same picture.
   *
   * @param name name of the file, for people
   * @param declaredType what the client says it is; must be what it is
   * @throws io.wanpu.api.error.MallException 413 {@code media.too_large}; 415 {@code
   *     media.bad_type}; 422 {@code media.broken}, {@code media.too_many_pixels}; 409 {@code
   *     media.full} when the plan is used up
   */
  Media upload(Actor actor, String name, String declaredType, byte[] content);

  /** The picture. */
  Optional<Media> find(MediaKey key);

  /** Picture and content. The caller closes the content. */
  Optional<Opened> open(MediaKey key);

  /**
   * The picture in one of the {@linkplain Sizes widths}, made when it is asked for first.
   *
   * @param atLeast pixels that it should be wide; a picture that is less wide comes as it is
   */
  Optional<Opened> open(MediaKey key, int atLeast);

  /**
   * Where a picture is used.
   *
   * @param kind {@code product}, {@code brand}, {@code article}, {@code activity}, {@code page} or
   *     {@code settings}
   * @param id of that thing
   * @param name what people call it
   */
  record Use(String kind, String id, String name) {}

  /** Where it is used, at most a handful. Orders keep their text when a picture goes. */
  List<Use> uses(MediaKey key);

  /**
   * Removes a picture that nothing uses.
   *
   * @throws io.wanpu.api.error.MallException 404 {@code media.unknown}; 409 {@code media.used}
   */
  void remove(Actor actor, MediaKey key);

  /** Bytes of all pictures. */
  long size();

  /** Pictures, latest first. */
  Page<Media> list(Optional<String> after, int limit);

  /** A picture while it is read. */
  record Opened(Media media, InputStream content) {}
}
