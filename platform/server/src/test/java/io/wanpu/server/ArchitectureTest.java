package io.wanpu.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.wanpu.kernel.shared.data.CellDb;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom: the table of the architecture page, held by a test. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.wanpu");

  @Test
  void the_plugin_api_knows_nothing_of_us() {
    classes()
        .that()
        .resideInAPackage("io.wanpu.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.wanpu.api..",
            "java..",
            "org.jspecify..",
            "org.slf4j..",
            "jakarta.validation..",
            "org.jooq..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.wanpu.api..")
        .and()
        .resideOutsideOfPackage("io.wanpu.api.data..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jooq..")
        .check(ALL);
  }

  @Test
  void the_kernel_knows_neither_the_web_nor_the_plugin_framework_nor_who_uses_it() {
    noClasses()
        .that()
        .resideInAPackage("io.wanpu.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.servlet..",
            "jakarta.ws.rs..",
            "org.pf4j..",
            "io.wanpu.runtime..",
            "io.wanpu.storefront..",
            "io.wanpu.admin..",
            "io.wanpu.server..",
            "io.wanpu.launcher..")
        .check(ALL);
  }

  @Test
  void a_feature_never_uses_another_features_adapters() {
    classes()
        .that()
        .resideInAPackage("io.wanpu.kernel.*.*")
        .and(ADAPTER)
        .should(
            new ArchCondition<JavaClass>(
                "be used by its own feature and the composition root only") {
              @Override
              public void check(JavaClass adapter, ConditionEvents events) {
                adapter.getDirectDependenciesToSelf().stream()
                    .map(d -> d.getOriginClass())
                    .filter(user -> user.getPackageName().startsWith("io.wanpu.kernel."))
                    .filter(user -> !feature(user).equals(feature(adapter)))
                    .forEach(
                        user ->
                            events.add(
                                SimpleConditionEvent.violated(
                                    adapter,
                                    user.getName() + " uses the adapter " + adapter.getName())));
              }
            })
        .check(ALL);
  }

  private static final DescribedPredicate<JavaClass> ADAPTER =
      DescribedPredicate.describe(
          "adapters",
          c ->
              c.getPackageName().matches("io\\.wanpu\\.kernel\\.\\w+\\.(jooq|wechat|disk|smtp)")
                  && !c.getPackageName().startsWith("io.wanpu.kernel.shared"));

  private static String feature(JavaClass c) {
    return c.getPackageName().split("\\.")[3];
  }

  @Test
  void the_web_never_speaks_sql() {
    noClasses()
        .that()
        .resideInAnyPackage("io.wanpu.storefront..", "io.wanpu.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.jooq..", "java.sql..", "io.wanpu.kernel.db..", "io.wanpu.kernel.shared.data..")
        .check(ALL);
  }

  @Test
  void the_two_doors_do_not_know_each_other() {
    noClasses()
        .that()
        .resideInAPackage("io.wanpu.storefront..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.wanpu.admin..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.wanpu.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.wanpu.storefront..")
        .check(ALL);
  }

  /**
   * What is cross-tenant by nature: the directory, sign-in look-up, sweeps of deliveries and
   * timers, ids, plugin jars.
   */
  @Test
  void only_those_who_must_see_all_shops_do() {
    classes()
        .that()
        .areAssignableTo(CellDb.class)
        .should()
        .onlyBeAccessed()
        .byClassesThat()
        .resideInAnyPackage(
            "io.wanpu.kernel.shared",
            "io.wanpu.kernel.shared.data",
            "io.wanpu.kernel.event",
            "io.wanpu.kernel.job",
            "io.wanpu.kernel.timer",
            "io.wanpu.kernel.tenant.jooq",
            "io.wanpu.kernel.publish.jooq",
            "io.wanpu.kernel.staff.jooq",
            "io.wanpu.kernel.operator",
            "io.wanpu.kernel.signup",
            "io.wanpu.kernel.housekeeping",
            "io.wanpu.runtime",
            "io.wanpu.runtime.store")
        .check(ALL);
  }

  @Test
  void no_marketing_word_is_in_the_kernel() {
    noClasses()
        .that()
        .resideInAPackage("io.wanpu.kernel..")
        .should()
        .haveNameMatching("(?i).*(seckill|groupbuy|bargain|coupon).*")
        .check(ALL);
  }

  @Test
  void every_package_is_null_marked() {
    classes()
        .that()
        .resideInAPackage("io.wanpu..")
        .and()
        .resideOutsideOfPackages("io.wanpu.kernel.db..", "io.wanpu.seckill.db..")
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass c, ConditionEvents events) {
                if (!c.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(
                      SimpleConditionEvent.violated(c, c.getPackageName() + " is not @NullMarked"));
                }
              }
            })
        .check(ALL);
  }

  @Test
  void a_resource_that_all_requests_share_keeps_nothing_of_one() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(ApplicationScoped.class)
        .and()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Path.class)
        .and()
        .areNotStatic()
        .should()
        .beAnnotatedWith(Inject.class)
        .orShould()
        .beAnnotatedWith(Context.class)
        .orShould()
        .beFinal()
        .check(ALL);
  }

  @Test
  void features_of_the_kernel_have_no_cycles_between_adapters() {
    slices().matching("io.wanpu.kernel.(*).jooq..").should().beFreeOfCycles().check(ALL);
  }
}
