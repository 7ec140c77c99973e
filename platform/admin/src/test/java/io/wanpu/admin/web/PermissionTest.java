package io.wanpu.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PermissionTest {
  @Test
  void every_page_and_button_says_who_may_use_it() {
    var bare =
        pages()
            .filter(
                method ->
                    Stream.of(Permission.class, Open.class, ForOperator.class)
                            .filter(method::isAnnotationPresent)
                            .count()
                        != 1)
            .map(Method::toString)
            .toList();

    assertThat(pages()).isNotEmpty();
    assertThat(bare).isEmpty();
  }

  @Test
  void every_resource_is_served() {
    var written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.wanpu.admin")
                .stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.reflect().getName())
                .collect(Collectors.toSet());

    assertThat(AdminApplication.RESOURCES.stream().map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  private static Stream<Method> pages() {
    return AdminApplication.RESOURCES.stream()
        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
        .filter(PermissionTest::answersRequests);
  }

  private static boolean answersRequests(Method method) {
    return List.of(method.getAnnotations()).stream()
        .anyMatch(
            annotation ->
                annotation.annotationType().isAnnotationPresent(HttpMethod.class)
                    || annotation.annotationType() == Path.class);
  }
}
