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
 * Shows pictures at {@code /media/<shop>/<sha256>}, behind both doors. The address names the
 * content, so that browsers may keep it for ever.
 */
public final class MediaServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern ADDRESS = Pattern.compile("/media/(\\d{1,19})/([0-9a-f]{64})");

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
    var tag = "\"" + address.group(2) + "\"";
    var found = open(address.group(1), address.group(2));
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

  private Optional<MediaLibrary.Opened> open(String shop, String key) {
    try {
      return CurrentTenant.call(TenantId.of(shop), () -> library.open(new MediaKey(key)));
    } catch (MallException noSuchShopOrPicture) {
      return Optional.empty();
    }
  }
}
