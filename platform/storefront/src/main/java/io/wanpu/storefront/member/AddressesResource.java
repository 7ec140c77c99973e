package io.wanpu.storefront.member;

import io.wanpu.kernel.member.Address;
import io.wanpu.storefront.openapi.Doc;
import io.wanpu.storefront.openapi.Param;
import io.wanpu.storefront.web.ShopCall;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Delivery addresses of the signed-in member. */
@Path("shops/{shop}/addresses")
@Produces(MediaType.APPLICATION_JSON)
public class AddressesResource {
  private final ShopCall call = ShopCall.current();

  @GET
  @Doc(value = "Addresses, the preferred one first", tag = "member")
  public AddressList list() {
    return new AddressList(call.mall().addresses().list(call.member()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(
      value = "Add an address",
      tag = "member",
      status = 201,
      answer = Address.class,
      problems = "409 member.too_many_addresses")
  public Response add(AddressRequest request) {
    return Response.status(201)
        .entity(call.mall().addresses().add(call.member(), request.address("")))
        .build();
  }

  @PUT
  @Path("{address}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc(value = "Change an address", tag = "member", problems = "404 member.address_unknown")
  public Address change(
      @PathParam("address") @Param(value = "Address", kind = Param.Kind.ID) String address,
      AddressRequest request) {
    return call.mall().addresses().change(call.member(), address, request.address(address));
  }

  @DELETE
  @Path("{address}")
  @Doc(
      value = "Remove an address",
      tag = "member",
      status = 204,
      problems = "404 member.address_unknown")
  public void remove(
      @PathParam("address") @Param(value = "Address", kind = Param.Kind.ID) String address) {
    call.mall().addresses().remove(call.member(), address);
  }

  /** Addresses. */
  public record AddressList(List<Address> items) {}

  /**
   * An address as it should be.
   *
   * @param name recipient
   * @param detail street, house, door
   * @param preferred offered first; no when left out
   */
  public record AddressRequest(
      @NotBlank @Size(max = 40) String name,
      @NotBlank @Size(max = 20) String phone,
      @NotBlank @Size(max = 40) String province,
      @NotBlank @Size(max = 40) String city,
      Optional<@Size(max = 40) String> district,
      @NotBlank @Size(max = 160) String detail,
      Optional<Boolean> preferred) {
    Address address(String id) {
      return new Address(
          id, name, phone, province, city, district.orElse(""), detail, preferred.orElse(false));
    }
  }
}
