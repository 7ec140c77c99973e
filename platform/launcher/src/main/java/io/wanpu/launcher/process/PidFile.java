package io.wanpu.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Remembers one process by number and by birth.
 *
 * <p>Numbers are reused by the system. A file whose process is gone, or whose number now belongs to
 * a process born at another moment, is stale and reads as empty; it is deleted on sight.
 */
public final class PidFile {
  private static final String ZOMBIE = "zombie";

  private final Path file;

  public PidFile(Path file) {
    this.file = file;
  }

  /** Writes the file in one step, so that no reader ever sees half of it. */
  public void write(ProcessHandle process) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, process.pid() + " " + birth(process) + "\n");
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process, if it is the one that was written and is still alive. */
  public Optional<ProcessHandle> read() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] words = Files.readString(file).strip().split(" ", 2);
      Optional<ProcessHandle> found =
          words.length == 2 && words[0].matches("\\d{1,18}")
              ? ProcessHandle.of(Long.parseLong(words[0]))
                  .filter(ProcessHandle::isAlive)
                  .filter(process -> birth(process).equals(words[1]))
              : Optional.empty();
      if (found.isEmpty()) {
        delete();
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it runs; one that has ended and waits for its parent to notice does not. */
  static boolean isLiving(ProcessHandle process) {
    return process.isAlive() && !birth(process).equals(ZOMBIE);
  }

  /**
   * On Linux the kernel's own tick of birth, which no clock change moves; elsewhere the start
   * instant.
   */
  private static String birth(ProcessHandle process) {
    Path stat = Path.of("/proc/" + process.pid() + "/stat");
    if (Files.isReadable(stat)) {
      try {
        String line = Files.readString(stat);
        // The command name may hold blanks; the fields are counted from its closing bracket. Birth
        // is field 22, state is 3.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return fields[0].equals("Z") ? ZOMBIE : "tick-" + fields[22 - 3];
      } catch (IOException gone) {
        return "gone";
      }
    }
    return process.info().startInstant().map(Object::toString).orElse("unknown");
  }
}
