/** Forms derived from records: fields, reading what was entered, errors beside the field. */
@NullMarked
package io.wanpu.admin.form;

import org.jspecify.annotations.NullMarked;
