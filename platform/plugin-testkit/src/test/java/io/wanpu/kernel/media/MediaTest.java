package io.wanpu.kernel.media;

import static io.wanpu.kernel.db.Tables.MEDIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wanpu.api.data.Tx;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.audit.Actor;
import io.wanpu.kernel.shared.CurrentTenant;
import io.wanpu.kernel.tenant.Plan;
import io.wanpu.runtime.Mall;
import io.wanpu.testkit.MallTest;
import io.wanpu.testkit.Shop;
import io.wanpu.testkit.Shoppers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of a shop. */
@MallTest
class MediaTest {
  private static byte[] png(int color) {
    var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, color);
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void a_picture_is_kept_once_and_read_back_whole(Mall mall, Shop shop) {
    var content = png(0xff0000);
    var kept =
        Shoppers.concurrently(
            8,
            i ->
                shop.call(
                    () ->
                        mall.media()
                            .upload(
                                Actor.system(),
                                "C:\\fakepath\\../../茶\u0000.png",
                                "image/png",
                                content)
                            .key()));
    assertThat(new HashSet<>(kept)).hasSize(1);
    shop.run(
        () -> {
          var media = mall.media().find(kept.getFirst()).orElseThrow();
          assertThat(media.name()).isEqualTo("茶.png");
          assertThat(media.width()).isEqualTo(20);
          try (var opened = mall.media().open(media.key()).orElseThrow().content()) {
            assertThat(opened.readAllBytes()).isEqualTo(content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          assertThat(mall.media().list(Optional.empty(), 10).items()).hasSize(1);
          try (var files =
              Files.list(mall.config().data().resolve("media").resolve(shop.id().toString()))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                .containsExactly(kept.getFirst().hex());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void a_picture_of_one_shop_is_nothing_in_another(Mall mall, Shop shop, Shop other) {
    var key =
        shop.call(() -> mall.media().upload(Actor.system(), "a.png", "image/png", png(1)).key());
    other.run(
        () -> {
          assertThat(mall.media().find(key)).isEmpty();
          assertThat(mall.media().open(key)).isEmpty();
          assertThat(mall.media().list(Optional.empty(), 10).items()).isEmpty();
        });
  }

  @Test
  void what_is_too_large_is_refused_and_leaves_nothing(Mall mall, Shop shop) {
    shop.run(
        () -> {
          assertThatThrownBy(
                  () ->
                      mall.media()
                          .upload(
                              Actor.system(),
                              "a.png",
                              "image/png",
                              new byte[MediaLibrary.MOST_BYTES + 1]))
              .hasMessage("media.too_large");
          assertThat(mall.media().list(Optional.empty(), 10).items()).isEmpty();
        });
  }

  @Test
  void the_library_pages_through_all_pictures_once(Mall mall, Shop shop) {
    shop.run(
        () -> {
          for (var i = 0; i < 7; i++) {
            mall.media().upload(Actor.system(), "a.png", "image/png", png(i));
          }
          var first = mall.media().list(Optional.empty(), 4);
          var second = mall.media().list(first.next(), 4);
          assertThat(first.items()).hasSize(4).doesNotContainAnyElementsOf(second.items());
          assertThat(second.items()).hasSize(3);
          assertThatThrownBy(() -> mall.media().list(Optional.of("x_y"), 4))
              .hasMessage("request.bad_cursor");
        });
  }

  private static byte[] picture(String format, int width, int height) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void a_small_screen_gets_a_small_picture_of_the_same_shape(Mall mall, Shop shop) {
    shop.run(
        () -> {
          for (var format : List.of("png", "jpeg")) {
            var key =
                mall.media()
                    .upload(Actor.system(), "a", "image/" + format, picture(format, 1_000, 500))
                    .key();
            for (var asked : List.of(1, 160, 161, 320, 500, 801, 5_000)) {
              try (var opened = mall.media().open(key, asked).orElseThrow().content()) {
                var shown = ImageIO.read(opened);
                assertThat(shown.getWidth()).isGreaterThanOrEqualTo(Math.min(asked, 1_000));
                assertThat(shown.getWidth()).isLessThanOrEqualTo(Math.max(160, asked * 2));
                assertThat(shown.getHeight()).isEqualTo(shown.getWidth() / 2);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        });
  }

  @Test
  void a_small_picture_of_another_shop_is_not_shown(Mall mall, Shop shop, Shop other) {
    var key =
        other.call(
            () ->
                mall.media()
                    .upload(Actor.system(), "a", "image/png", picture("png", 900, 900))
                    .key());
    other.run(() -> assertThat(mall.media().open(key, 160)).isPresent());
    shop.run(() -> assertThat(mall.media().open(key, 160)).isEmpty());
  }

  @Test
  void many_who_upload_at_once_never_pass_what_the_plan_allows(Mall mall, Shop shop) {
    mall.tenants().changePlan(Actor.system(), shop.id(), Plan.TRIAL);
    var room = Plan.TRIAL.megabytes() * 1_000_000L;
    // one large picture leaves room for three small ones
    var small = png(0).length + 8L;
    shop.run(() -> mall.tenantDb().transaction(tx -> large(mall, tx, room - 3 * small)));

    var outcomes =
        Shoppers.concurrently(
            12,
            i ->
                shop.call(
                    () -> {
                      try {
                        return mall.media()
                            .upload(Actor.system(), "a.png", "image/png", png(i))
                            .key()
                            .hex();
                      } catch (MallException full) {
                        return full.code();
                      }
                    }));

    shop.run(() -> assertThat(mall.media().size()).isLessThanOrEqualTo(room));
    assertThat(outcomes).filteredOn("media.full"::equals).hasSize(9);
    assertThat(files(mall, shop))
        .as("what was refused leaves no file")
        .containsExactlyInAnyOrderElementsOf(
            outcomes.stream().filter(outcome -> outcome.length() == 64).toList());
  }

  private static int large(Mall mall, Tx tx, long bytes) {
    return mall.tenantDb()
        .on(tx)
        .insertInto(MEDIA)
        .set(MEDIA.TENANT_ID, CurrentTenant.id().value())
        .set(MEDIA.SHA256, new byte[32])
        .set(MEDIA.TYPE, "image/png")
        .set(MEDIA.BYTES, bytes)
        .set(MEDIA.WIDTH, 1)
        .set(MEDIA.HEIGHT, 1)
        .set(MEDIA.NAME, "large.png")
        .set(MEDIA.CREATED_AT, mall.clock().instant())
        .execute();
  }

  private static List<String> files(Mall mall, Shop shop) {
    try (var files =
        Files.list(mall.config().data().resolve("media").resolve(shop.id().toString()))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_deletion_that_is_taken_back_keeps_the_files(Mall mall, Shop shop) {
    shop.run(
        () -> {
          var key =
              mall.media().upload(Actor.system(), "a", "image/png", picture("png", 900, 900)).key();
          try (var smaller = mall.media().open(key, 160).orElseThrow().content()) {
            assertThat(smaller.read()).isNotNegative();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          var before = files(mall, shop);
          assertThat(before).hasSize(2);

          // her name does not fit into the audit log, so the transaction fails
          var nobody = new Actor("system", "长".repeat(200), Optional.empty());
          assertThatThrownBy(() -> mall.media().remove(nobody, key))
              .isInstanceOf(RuntimeException.class);

          assertThat(mall.media().find(key)).isPresent();
          assertThat(files(mall, shop)).containsExactlyInAnyOrderElementsOf(before);
          mall.media().remove(Actor.system(), key);
          assertThat(files(mall, shop)).isEmpty();
        });
  }
}
