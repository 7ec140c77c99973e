package io.wanpu.admin.member;

import io.wanpu.admin.kit.Lists;
import io.wanpu.admin.kit.RecordForm;
import io.wanpu.admin.web.Entered;
import io.wanpu.admin.web.Permission;
import io.wanpu.admin.web.Redirect;
import io.wanpu.admin.web.View;
import io.wanpu.admin.web.Visit;
import io.wanpu.api.form.Help;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.kit.DetailPage;
import io.wanpu.api.kit.FormPage;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.runtime.Mall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One more tag for several members. The ticked ones stand in the address. */
@Path("/members/bulk")
@ApplicationScoped
public class BulkTagPages {
  private static final DetailPage.Back BACK =
      new DetailPage.Back("/members", Text.of("menu.members"));

  @Inject Mall mall;
  @Context HttpServletRequest request;

  /** The tag. */
  public record TagForm(@Help @NotBlank @Size(max = 20) String tag) {}

  /** Goes on to the form for the ticked members. */
  @POST
  @Permission(Permissions.MEMBER_EDIT)
  public Response choose() {
    var entered = Entered.in(request);
    var ids = ids();
    return ids.isEmpty()
        ? Lists.back(entered, Visit.current().phrases().words("kit.none_ticked"))
        : Redirect.to(
            "/members/bulk/tag"
                + ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&", "?", "")));
  }

  @GET
  @Path("tag")
  @Permission(Permissions.MEMBER_EDIT)
  public View tag() {
    return RecordForm.of(TagForm.class, mall).open(page());
  }

  @POST
  @Path("tag")
  @Permission(Permissions.MEMBER_EDIT)
  public Response save() {
    return RecordForm.of(TagForm.class, mall)
        .save(
            request,
            this::page,
            (entered, version) -> {
              var visit = Visit.current();
              var tagged = mall.memberTags().add(visit.actor(), ids(), entered.tag());
              return Redirect.to(
                  "/members", visit.phrases().words("member.bulk.tagged", entered.tag(), tagged));
            });
  }

  private FormPage<TagForm> page() {
    return new FormPage<>(
        Text.of("member.bulk.title", Arg.count(ids().size())), BACK, Optional.empty(), 0);
  }

  private List<MemberId> ids() {
    return Lists.ticked(Entered.in(request)).stream().map(MemberId::of).toList();
  }
}
