package io.wanpu.admin.web;

import io.wanpu.admin.web.Menu.Section;
import java.util.List;

/**
 * What is around a page.
 *
 * @param clerk whether staff of a shop are signed in, else it is the operators' console
 * @param shopName of the shop, or empty
 * @param own whether she works in her own shop, and does not help in another one
 * @param name of the clerk, or empty
 * @param staff tells what one person has written from what another one has, in the same browser
 * @param path address of the page, to come back to
 */
record Shell(
    boolean clerk,
    String shopName,
    boolean own,
    String name,
    String staff,
    String path,
    List<Section> menu) {
  static Shell of(Visit visit, List<Section> menu) {
    var clerk = visit.signedIn();
    return new Shell(
        clerk.isPresent(),
        clerk.map(Clerk::shopName).orElse(""),
        clerk.filter(who -> who.support().isEmpty()).isPresent(),
        clerk.map(Clerk::name).orElse(""),
        clerk.map(who -> who.staff().toString()).orElse("operator"),
        visit.pathAndQuery(),
        menu);
  }
}
