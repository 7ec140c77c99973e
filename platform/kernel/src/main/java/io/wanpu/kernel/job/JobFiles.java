package io.wanpu.kernel.job;

import io.wanpu.api.id.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Keeps the files that jobs make. */
public interface JobFiles {
  /** Writes the file of a job anew. The caller closes it. */
  OutputStream write(TenantId shop, JobId job) throws IOException;

  /** Size of the file in bytes. */
  long size(TenantId shop, JobId job) throws IOException;

  /** Takes the file away, if there is one. */
  void remove(TenantId shop, JobId job) throws IOException;

  /** Reads the file; empty when there is none. The caller closes it. */
  Optional<InputStream> read(TenantId shop, JobId job) throws IOException;
}
