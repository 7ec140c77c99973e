package io.wanpu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path somewhere;

  @Test
  void a_folder_with_other_files_is_not_taken_over() throws Exception {
    Files.writeString(somewhere.resolve("thesis.txt"), "two years of work");
    assertThatThrownBy(() -> DataFolder.open(somewhere))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("--data DIR");
  }

  @Test
  void nothing_is_deleted_without_the_marker() throws Exception {
    Files.writeString(somewhere.resolve("thesis.txt"), "two years of work");
    assertThatThrownBy(() -> new DataFolder(somewhere).wipe())
        .isInstanceOf(LauncherException.class);
    assertThat(somewhere.resolve("thesis.txt")).exists();
  }

  @Test
  void wiping_follows_no_links() throws Exception {
    Path outside = Files.createDirectory(somewhere.resolve("outside"));
    Files.writeString(outside.resolve("thesis.txt"), "two years of work");
    DataFolder folder = DataFolder.open(somewhere.resolve("data"));
    Files.createSymbolicLink(folder.path().resolve("link"), outside);
    folder.wipe();
    assertThat(outside.resolve("thesis.txt")).exists();
    assertThat(folder.path().resolve("link")).doesNotExist();
    assertThat(DataFolder.isOne(folder.path())).isTrue();
  }

  @Test
  void secrets_stay_the_same_and_are_for_the_owner_alone() throws Exception {
    DataFolder folder = DataFolder.open(somewhere.resolve("data"));
    Secrets drawn = Secrets.of(folder.path());
    assertThat(Secrets.of(folder.path())).isEqualTo(drawn);
    assertThat(Secrets.of(DataFolder.open(somewhere.resolve("other")).path()).secretKey())
        .isNotEqualTo(drawn.secretKey());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.path().resolve("secrets.properties"))))
        .isEqualTo("rw-------");
  }
}
