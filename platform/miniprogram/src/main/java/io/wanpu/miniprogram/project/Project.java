package io.wanpu.miniprogram.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wanpu.api.text.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a mini-program.
 *
 * @param files by path
 * @param notes what a merchant should know: blocks that are not shown, and why
 */
public record Project(SortedMap<String, byte[]> files, List<Text> notes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Project {
    files = Collections.unmodifiableSortedMap(files);
    notes = List.copyOf(notes);
  }

  /** Whether there is such a file. */
  public boolean has(String path) {
    return files.containsKey(path);
  }

  /** The text of a file, null when there is none. */
  public @Nullable String text(String path) {
    var content = files.get(path);
    return content == null ? null : new String(content, StandardCharsets.UTF_8);
  }

  /**
   * A JSON file; empty when there is none.
   *
   * @throws BrokenProject when it is no JSON object
   */
  public ObjectNode json(String path) {
    return json(files, path);
  }

  static ObjectNode json(Map<String, byte[]> files, String path) {
    var content = files.get(path);
    if (content == null) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode node = JSON.readTree(content);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new BrokenProject(path + ":1:1 is no JSON object");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new BrokenProject(
          "%s:%d:%d %s".formatted(path, at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The core's mini-program configuration. */
  public ObjectNode app() {
    return json("app.json");
  }

  /** All pages, subpackages' included, by path without ending. */
  public List<String> pages() {
    var pages = new ArrayList<String>();
    app().path("pages").forEach(page -> pages.add(page.asText()));
    for (var part : app().path("subPackages")) {
      part.path("pages")
          .forEach(
              page ->
                  pages.add(
                      ProjectPath.join("x", part.path("root").asText() + "/" + page.asText())));
    }
    return pages;
  }

  /** Writes the files below a folder. */
  public void writeTo(Path folder) throws IOException {
    var made = new java.util.HashSet<Path>();
    for (var file : files.entrySet()) {
      var to = folder.resolve(file.getKey()).normalize();
      if (!to.startsWith(folder)) {
        throw new IllegalStateException(file.getKey() + " leaves the folder");
      }
      if (made.add(to.getParent())) {
        Files.createDirectories(to.getParent());
      }
      Files.write(to, file.getValue());
    }
  }

  /** The files as a zip: the same files give the same bytes. */
  public byte[] zip() {
    var bytes = new ByteArrayOutputStream(1 << 20);
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (var file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A copy with more files, or others. */
  public Project with(Map<String, byte[]> more) {
    var all = new TreeMap<>(files);
    all.putAll(more);
    return new Project(all, notes);
  }
}
