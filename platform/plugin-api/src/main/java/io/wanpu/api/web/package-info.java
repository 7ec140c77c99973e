/** Routes of a plugin for shoppers. */
@NullMarked
package io.wanpu.api.web;

import org.jspecify.annotations.NullMarked;
