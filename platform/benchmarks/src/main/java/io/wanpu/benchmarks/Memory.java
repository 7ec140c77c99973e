package io.wanpu.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Resident memory of the server's process after the load of all other benchmarks. */
final class Memory implements Benchmark {
  @Override
  public void run(Arena arena) {
    var process = arena.server().daemon().process().orElseThrow();
    System.out.println("memory: resident memory of the server after the load, goal at most 900 MB");
    System.out.printf(
        Locale.ROOT,
        "memory rss=%d MB xmx=%s%n",
        residentKilobytes(process.pid()) / 1024,
        Arena.HEAP);
  }

  private static long residentKilobytes(long pid) {
    var status = Path.of("/proc/" + pid + "/status");
    try {
      if (Files.exists(status)) {
        return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
      }
      var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      return Long.parseLong(new String(ps.getInputStream().readAllBytes()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
