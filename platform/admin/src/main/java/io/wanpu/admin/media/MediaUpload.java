package io.wanpu.admin.media;

import io.wanpu.admin.product.ProductPages;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Pictures;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.kernel.media.MediaLibrary;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.util.Optional;

/** Takes a picture in: the request's body is the file. Answers its entry of a list of pictures. */
@Path("/pictures")
@RequestScoped
public class MediaUpload {
  @Inject Mall mall;
  @Context HttpServletRequest request;

  @POST
  @Permission("product.edit")
  public View upload() throws IOException {
    var name = Entered.in(request).text("name");
    var type = Optional.ofNullable(request.getContentType()).orElse("");
    if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")) {
      throw new MallException(ErrorKind.UNSUPPORTED_TYPE, "media.bad_type");
    }
    var content = request.getInputStream().readNBytes(MediaLibrary.MOST_BYTES + 1);
    var media = mall.media().upload(Visit.current().actor(), name, type, content);
    var key = media.key().hex();
    return View.fragment("product/edit", "picture-item")
        .with("picture", new ProductPages.Picture(key, Pictures.at(key)));
  }
}
