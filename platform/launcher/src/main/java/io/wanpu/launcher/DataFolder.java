package io.wanpu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder that holds everything one mall keeps: databases, secrets, logs, media, pid files.
 *
 * <p>It carries a marker file. Nothing is ever deleted in a folder without it, and a folder that
 * holds something else is not taken over.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {
  private static final String MARKER = ".wanpu-data";
  private static final long NEEDED_BYTES = 1L << 30;

  /**
   * What {@link #wipe} leaves: the logs tell what happened, and the marker still says whose folder
   * it is.
   */
  private static final List<String> KEPT = List.of(MARKER, "logs", ".lock");

  /**
   * Opens the folder, making it if need be.
   *
   * @throws LauncherException if it holds files that are not a mall's, or the disk is nearly full
   */
  public static DataFolder open(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    try {
      if (!Files.exists(folder.resolve(MARKER))) {
        if (Files.exists(folder) && !isEmpty(folder)) {
          throw new LauncherException(
              folder
                  + " holds files that are not a mall's: name an empty or new folder with --data DIR.");
        }
        Files.createDirectories(folder);
        Files.writeString(
            folder.resolve(MARKER),
            "Data of a mall; `mall up --fresh` may delete what lies beside this file.\n");
      }
      return new DataFolder(folder);
    } catch (IOException e) {
      throw new LauncherException("Cannot use " + folder + " as data folder: " + e.getMessage(), e);
    }
  }

  /** Whether the folder is a mall's; false if there is none. */
  public static boolean isOne(Path path) {
    return Files.exists(path.resolve(MARKER));
  }

  /** Refuses to go on when databases would soon have no room to write. */
  public void checkRoom() {
    try {
      FileStore store = Files.getFileStore(path);
      if (store.getUsableSpace() < NEEDED_BYTES) {
        throw new LauncherException(
            "The disk of "
                + path
                + " has only "
                + (store.getUsableSpace() >> 20)
                + " MB left: free at least 1 GB, or name a folder on another disk with --data DIR.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the action while no other launcher does anything to this folder. */
  public <T> T exclusively(Supplier<T> action) {
    synchronized (DataFolder.class) {
      try (FileChannel channel =
              FileChannel.open(
                  path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock was lost");
        }
        return action.get();
      } catch (IOException e) {
        throw new LauncherException("Cannot lock " + path + ": " + e.getMessage(), e);
      }
    }
  }

  /** Deletes everything but the logs; the caller has stopped what runs in it. */
  public void wipe() {
    if (!isOne(path)) {
      throw new LauncherException(path + " is not a mall's data folder: nothing was deleted.");
    }
    try (Stream<Path> children = Files.list(path)) {
      for (Path child : children.toList()) {
        if (!KEPT.contains(child.getFileName().toString())) {
          Folders.deleteTree(child);
        }
      }
    } catch (IOException e) {
      throw new LauncherException("Cannot empty " + path + ": " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }
}
