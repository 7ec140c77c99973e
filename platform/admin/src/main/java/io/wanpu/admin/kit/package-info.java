/**
 * Shows what the kits of {@code io.wanpu.api.kit} describe, for pages of the kernel and of plugins
 * alike.
 *
 * <h2>A new page of the kernel, step by step</h2>
 *
 * <ol>
 *   <li><b>A list</b>: write a {@link io.wanpu.api.kit.Listing} (see {@code order.OrderListing}),
 *       put it into {@link io.wanpu.admin.kit.Listings} with its path and permission, so that it
 *       can be exported, and answer {@code Lists.show(new OrderListing(mall), request)} from a
 *       method with {@code @GET} and {@code @Permission}. Asked by htmx for {@code #list} alone,
 *       only the list is sent. Bulk actions are {@code @POST} methods: {@code
 *       Lists.ticked(entered)} are the rows, {@code Lists.back(entered, words)} goes back to where
 *       they were ticked.
 *   <li><b>A detail</b>: build a {@link io.wanpu.api.kit.DetailPage} and answer {@code
 *       Details.show(page)}. A part that no section fits is {@code Section.Own} with a template of
 *       its own, whose fragment is named {@code content}.
 *   <li><b>A form</b>: a record; {@code RecordForm.of(BrandForm.class, mall)} derives fields,
 *       labels ({@code admin.field.BrandForm.name}, help {@code ….help} with {@code @Help}),
 *       constraints and parsing. {@code form.open(page)} shows it; {@code form.save(request, page,
 *       (value, version) -> …)} reads it, shows it again with what is wrong, and calls back when
 *       all is well. A {@code MallException} with fields is shown beside them; a conflict is shown
 *       above with what the other one has changed, and the text stays.
 *   <li><b>A form by hand</b> (as the product's): put {@code data-guard} on the form, {@code kit ::
 *       save-bar} at its end, {@code kit :: summary} at its top; where {@link
 *       io.wanpu.admin.kit.Kept#asked} says so, show what was entered instead of saving it: the
 *       session ended while it was written.
 *   <li><b>A long job</b>: {@code mall.jobs().start(…)}, then {@code Redirect.to("/jobs/" + id)}:
 *       progress can be left and found again there.
 *   <li><b>A chart</b>: {@code Section.Drawn} in a detail, or the fragment {@code kit/parts ::
 *       chart(${fmt.chart(...)})} elsewhere.
 *   <li>Add the page to {@code Menu}, the class to {@code AdminApplication.RESOURCES} and its words
 *       to both bundles. Tests walk it from then on.
 * </ol>
 *
 * <p>Icons are Tabler's, by name: {@code <i class="ti ti-truck" aria-hidden="true"></i>}; a name
 * that is new goes into {@code assets/icons.txt}.
 */
@NullMarked
package io.wanpu.admin.kit;

import org.jspecify.annotations.NullMarked;
