package io.wanpu.admin.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.zip.GZIPOutputStream;

/** Renders views. */
@Provider
@ApplicationScoped
public class ViewWriter implements MessageBodyWriter<View> {
  private static final int SMALL = 1024;
  private static final int LEVEL = 4;

  @Inject Pages templates;
  @Context HttpServletRequest request;

  private boolean takesGzip() {
    var accepted = request.getHeader("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  /** Little work for most of the effect. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(LEVEL);
    }
  }

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
    headers.putSingle("Content-Type", View.HTML);
    var page = templates.render(view);
    // tokens are masked anew in each page: its compressed size tells nothing
    if (page.length > SMALL && takesGzip()) {
      headers.putSingle("Content-Encoding", "gzip");
      headers.add("Vary", "Accept-Encoding");
      try (var gzip = new FastGzip(out)) {
        gzip.write(page);
      }
    } else {
      out.write(page);
    }
  }
}
