package io.wanpu.api.kit;

import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.admin.AdminCall;

/**
 * A page with a form whose fields are the components of a record.
 *
 * @param <R> the record
 */
public interface FormHandler<R extends Record> {
  /** Opens it. @throws io.wanpu.api.error.MallException 404 when there is nothing to edit */
  FormPage<R> open(AdminCall call) throws Exception;

  /**
   * Saves what was entered; the constraints of the record hold.
   *
   * @param version as {@link #open} gave it
   * @return where to go then, with a word that says that it is saved
   * @throws io.wanpu.api.error.MallException 422 with fields: shown beside them; 409: shown above
   *     the form. Either way the text stays.
   */
  AdminAnswer save(AdminCall call, R entered, int version) throws Exception;
}
