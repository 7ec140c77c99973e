/** Generates jOOQ classes from the migrations, against a throw-away MariaDB. */
@NullMarked
package io.wanpu.launcher.codegen;

import org.jspecify.annotations.NullMarked;
