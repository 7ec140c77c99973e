package io.wanpu.kernel.media;

import io.wanpu.api.id.TenantId;
import java.io.InputStream;
import java.util.Optional;

/** Keeps content by shop and digest. */
public interface MediaStore {
  /** Keeps it; once more is no harm. It is there whole, or not at all. */
  void keep(TenantId shop, MediaKey key, byte[] content);

  /** Removes it; nothing happens when it is not there. */
  void remove(TenantId shop, MediaKey key);

  /** The content. The caller closes it. */
  Optional<InputStream> open(TenantId shop, MediaKey key);
}
