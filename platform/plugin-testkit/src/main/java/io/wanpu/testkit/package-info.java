/**
 * What plugin authors, and we, test with: a real mall on a real MariaDB and Redis, with a shop of
 * its own for every test.
 */
@NullMarked
package io.wanpu.testkit;

import org.jspecify.annotations.NullMarked;
