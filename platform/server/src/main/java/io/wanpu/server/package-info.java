/** The WAR: puts the mall, its two doors and Open Liberty together. Nothing imports it. */
@NullMarked
package io.wanpu.server;

import org.jspecify.annotations.NullMarked;
