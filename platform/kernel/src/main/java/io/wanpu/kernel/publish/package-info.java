/**
 * Versions of a shop's mini-program at WeChat: uploaded through the third-party platform, audited,
 * released, rolled back. The mall never acts twice on one wish: before each act it writes down what
 * it is about to do, and after a failure it asks WeChat what has happened.
 */
@NullMarked
package io.wanpu.kernel.publish;

import org.jspecify.annotations.NullMarked;
