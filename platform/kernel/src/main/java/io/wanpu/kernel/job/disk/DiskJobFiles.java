package io.wanpu.kernel.job.disk;

import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.job.JobFiles;
import io.wanpu.kernel.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder for each shop, a file for each job. */
public final class DiskJobFiles implements JobFiles {
  private final Path folder;

  /**
   * @param data the mall's data folder
   */
  public DiskJobFiles(Path data) {
    this.folder = data.resolve("jobs");
  }

  @Override
  public OutputStream write(TenantId shop, JobId job) throws IOException {
    var path = path(shop, job);
    Files.createDirectories(path.getParent());
    return Files.newOutputStream(path);
  }

  @Override
  public long size(TenantId shop, JobId job) throws IOException {
    return Files.size(path(shop, job));
  }

  @Override
  public void remove(TenantId shop, JobId job) throws IOException {
    Files.deleteIfExists(path(shop, job));
  }

  @Override
  public Optional<InputStream> read(TenantId shop, JobId job) throws IOException {
    try {
      return Optional.of(Files.newInputStream(path(shop, job)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Both parts are digits by their types. */
  private Path path(TenantId shop, JobId job) {
    return folder.resolve(shop.toString()).resolve(job.toString());
  }
}
