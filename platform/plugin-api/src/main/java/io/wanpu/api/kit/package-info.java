/**
 * The kits that staff's pages are made of: lists, details, forms, charts. A page says what is shown
 * and what can be done; layout, search, filters, paging, sorting, export, phone width, both
 * languages, dark mode and keyboard are the host's. The kernel's own pages are made of nothing
 * else.
 *
 * <h2>A list</h2>
 *
 * <pre>{@code
 * final class Coupons implements Listing {
 *   public ListShape shape() {
 *     return ListShape.titled(Text.of("coupon.list"))
 *         .search(Text.of("coupon.search"))
 *         .view("running", Text.of("coupon.running"))
 *         .view("all", Text.of("coupon.all"))
 *         .filter(Filter.choice("type", Text.of("coupon.type"), choices))
 *         .filter(Filter.days("made", Text.of("coupon.made")))
 *         .column(Column.of("name", Text.of("coupon.name")))
 *         .column(Column.amount("value", Text.of("coupon.value")).sortable())
 *         .bulk(Action.post("end", Text.of("coupon.end"), "/x/coupon/end").asks(...))
 *         .empty("ticket", Text.of("coupon.none"), Text.of("coupon.none.text"))
 *         .build();
 *   }
 *
 *   public ListPage page(ListQuery query) {
 *     var found = store.find(query.view(), query.words(), query.choice("type"), query.sort(), query.after(), query.limit());
 *     return ListPage.of(shape(), query).next(found.next()).rows(found.items().stream().map(c ->
 *         ListRow.of(c.id(), "/x/coupon/" + c.id(), new Cell.Words(c.name()), new Cell.Money(c.value()))).toList());
 *   }
 * }
 * pages.list("/coupons", "coupon.view", new Coupons());
 * }</pre>
 *
 * The state of a list lives in its address: {@code view}, {@code q}, each filter by its name,
 * {@code sort}, {@code columns}, {@code after}. Whatever stands there is checked against the shape
 * before {@link io.wanpu.api.kit.Listing#page} sees it. Bulk actions receive the ticked rows as
 * parameters {@code id}. Export calls {@code page} again and again with a larger limit, as a job.
 *
 * <h2>A detail</h2>
 *
 * <pre>{@code
 * return new AdminAnswer.Shown(
 *     DetailPage.titled(Text.verbatim(coupon.name())).back("/x/coupon", Text.of("coupon.list"))
 *         .state(Text.of("coupon.running"), Tone.GOOD)
 *         .action(Action.post("end", Text.of("coupon.end"), "/x/coupon/" + id + "/end")
 *             .asks(Text.of("coupon.end.title"), Text.of("coupon.end.text")).dangerous())
 *         .story(new Section.Chart(...)).story(new Section.Timeline(title, moments))
 *         .facts(new Section.Facts(title, List.of(new Fact(label, cell))))
 *         .build());
 * }</pre>
 *
 * What can't be done now is shown with its reason: {@code Action.post(...).blocked(Text.of("…"))}.
 *
 * <h2>A form</h2>
 *
 * A form is a record; labels are {@code <plugin>.field.<Record>.<component>}, help {@code ….help};
 * see {@code io.wanpu.api.form} for the annotations. {@link io.wanpu.api.kit.FormHandler} opens and
 * saves it; parsing, errors beside the fields, the save bar, the warning on leaving, and keeping
 * the text when somebody else was faster or the session ended are the host's.
 */
@NullMarked
package io.wanpu.api.kit;

import org.jspecify.annotations.NullMarked;
