package io.wanpu.admin.legal;

import io.wanpu.admin.web.Open;
import io.wanpu.admin.web.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Terms of service and privacy notice, in the words of the bundles, for everybody to read. */
@Path("/legal")
@ApplicationScoped
public class LegalPages {
  private static final int TERMS = 7;
  private static final int PRIVACY = 6;

  @GET
  @Path("terms")
  @Open
  public View terms() {
    return page("terms", TERMS);
  }

  @GET
  @Path("privacy")
  @Open
  public View privacy() {
    return page("privacy", PRIVACY);
  }

  private static View page(String which, int sections) {
    List<String> keys =
        IntStream.rangeClosed(1, sections).mapToObj(i -> "legal." + which + "." + i).toList();
    return View.of("legal/legal").with("which", "legal." + which).with("sections", keys);
  }
}
