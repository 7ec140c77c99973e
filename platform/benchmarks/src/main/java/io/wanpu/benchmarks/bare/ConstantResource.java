package io.wanpu.benchmarks.bare;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;

/** A resource that always answers the same bytes. */
@Path("constant")
public class ConstantResource {
  /** The JAX-RS application. */
  @ApplicationPath("/rest")
  public static class Resources extends Application {}

  @GET
  @Produces("application/json")
  public byte[] get() {
    return ConstantServlet.bytes();
  }
}
