/** HTTP for the pages: doors, sessions, permissions, CSRF, templates, errors. */
@NullMarked
package io.wanpu.admin.web;

import org.jspecify.annotations.NullMarked;
