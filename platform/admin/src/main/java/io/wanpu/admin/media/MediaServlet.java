package io.wanpu.admin.media;

import io.wanpu.api.error.MallException;
import io.wanpu.api.id.TenantId;
import io.wanpu.kernel.media.MediaKey;
import io.wanpu.kernel.media.MediaLibrary;
import io.wanpu.kernel.shared.CurrentTenant;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Shows pictures at {@code /media/<shop>/<sha256>}, behind both doors; {@code ?w=} asks for one
 * that is at least so many pixels wide, and not much wider. The address names the content, so that
 * browsers may keep it for ever.
 */
public final class MediaServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern ADDRESS = Pattern.compile("/media/(\\d{1,19})/([0-9a-f]{64})");
  private static final Pattern WIDTH = Pattern.compile("w=([1-9]\\d{0,4})");

  private final transient MediaLibrary library;

  public MediaServlet(MediaLibrary library) {
    this.library = library;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    var address = ADDRESS.matcher(request.getRequestURI());
    if (!address.matches()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var width = width(request);
    var tag = "\"" + address.group(2) + (width == 0 ? "" : "-" + width) + "\"";
    var found = open(address.group(1), address.group(2), width);
    if (found.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try (var content = found.get().content()) {
      response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
      response.setHeader("ETag", tag);
      if (tag.equals(request.getHeader("If-None-Match"))) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
      response.setContentType(found.get().media().type());
      response.setContentLengthLong(found.get().media().bytes());
      content.transferTo(response.getOutputStream());
    }
  }

  /** 0 for the whole picture, and for anything that is no width. */
  private static int width(HttpServletRequest request) {
    var query = request.getQueryString();
    var asked = query == null ? null : WIDTH.matcher(query);
    return asked != null && asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
  }

  private Optional<MediaLibrary.Opened> open(String shop, String key, int width) {
    try {
      return CurrentTenant.call(
          TenantId.of(shop),
          () ->
              width == 0
                  ? library.open(new MediaKey(key))
                  : library.open(new MediaKey(key), width));
    } catch (MallException noSuchShopOrPicture) {
      return Optional.empty();
    }
  }
}
