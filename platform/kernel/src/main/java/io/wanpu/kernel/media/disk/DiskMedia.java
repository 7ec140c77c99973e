package io.wanpu.kernel.media.disk;

import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.media.MediaKey;
import io.wanpu.kernel.media.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A folder for each shop, a file for each digest. */
public final class DiskMedia implements MediaStore {
  private final Path folder;

  /**
   * @param data the mall's data folder
   */
  public DiskMedia(Path data) {
    this.folder = data.resolve("media");
  }

  @Override
  public void keep(TenantId shop, MediaKey key, byte[] content) {
    var target = path(shop, key);
    try {
      if (Files.exists(target)) {
        return;
      }
      Files.createDirectories(target.getParent());
      var part = Files.createTempFile(target.getParent(), ".", ".part");
      try {
        Files.write(part, content);
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new MallException(ErrorKind.UNAVAILABLE, "media.store_away", List.of(), List.of(), e);
    }
  }

  @Override
  public void remove(TenantId shop, MediaKey key) {
    try {
      Files.deleteIfExists(path(shop, key));
    } catch (IOException e) {
      throw new MallException(ErrorKind.UNAVAILABLE, "media.store_away", List.of(), List.of(), e);
    }
  }

  @Override
  public Optional<InputStream> open(TenantId shop, MediaKey key) {
    try {
      return Optional.of(Files.newInputStream(path(shop, key)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new MallException(ErrorKind.UNAVAILABLE, "media.store_away", List.of(), List.of(), e);
    }
  }

  /** Both parts are digits by their types: no path can be smuggled in. */
  private Path path(TenantId shop, MediaKey key) {
    return folder.resolve(shop.toString()).resolve(key.hex());
  }
}
