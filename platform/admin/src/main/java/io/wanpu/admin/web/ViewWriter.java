package io.wanpu.admin.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Renders views. */
@Provider
@ApplicationScoped
public class ViewWriter implements MessageBodyWriter<View> {
  @Inject Pages templates;

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type == View.class;
  }

  @Override
  public void writeTo(
      View view,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    headers.putSingle("Content-Type", "text/html;charset=UTF-8");
    // into memory first: a template that fails half-way becomes an error page, not half a page
    var page = new ByteArrayOutputStream(32_768);
    try (var writer = new OutputStreamWriter(page, StandardCharsets.UTF_8)) {
      templates.render(view, writer);
    }
    page.writeTo(out);
  }
}
