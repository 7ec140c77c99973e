package io.wanpu.admin.job;

import io.wanpu.admin.kit.Listings;
import io.wanpu.admin.text.Language;
import io.wanpu.admin.text.Phrases;
import io.wanpu.api.admin.AdminAnswer;
import io.wanpu.api.error.ErrorKind;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.kit.Cell;
import io.wanpu.api.kit.Column;
import io.wanpu.api.kit.ListPage;
import io.wanpu.api.kit.ListQuery;
import io.wanpu.api.kit.ListRow;
import io.wanpu.api.text.Arg;
import io.wanpu.api.text.Text;
import io.wanpu.kernel.job.JobHandler;
import io.wanpu.kernel.job.JobRun;
import io.wanpu.kernel.staff.Permissions;
import io.wanpu.kernel.staff.StaffAccess;
import io.wanpu.runtime.Mall;
import io.wanpu.runtime.PluginRuntime.Found;
import io.wanpu.runtime.admin.PageCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Saves a list as a spreadsheet: the rows that its address finds, with all columns, page after page
 * until the last one. Lists of the kernel and of plugins alike.
 */
public final class ExportList implements JobHandler {
  /** Name of this kind of job. */
  public static final String KIND = "export-list";

  /** Most rows of one file: more than that is no work for a spreadsheet. */
  static final int MOST = 200_000;

  private static final String TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");
  private static final int PORTION = 500;

  private final Mall mall;
  private final Listings listings;
  private final Writers writers;

  /** Makes words for a reader outside of a request. */
  @FunctionalInterface
  public interface Writers {
    /** In that language, zone and currency of the shop of the call. */
    Phrases in(Language language);
  }

  public ExportList(Mall mall, Listings listings, Writers writers) {
    this.mall = mall;
    this.listings = listings;
    this.writers = writers;
  }

  /**
   * What is exported.
   *
   * @param path of the list
   * @param parameters of its address
   * @param language tag of the reader's language
   * @param staff who asked
   */
  public record Wanted(
      String path, Map<String, List<String>> parameters, String language, long staff) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Text run(JobRun run) throws IOException {
    var wanted = run.input(Wanted.class);
    var phrases = writers.in(Language.of(wanted.language()).orElse(Language.ZH));
    var source = source(wanted, phrases);
    var first = source.page(Optional.empty());
    var title = phrases.text(first.shape().title());
    var name = title + "-" + STAMP.format(mall.clock().instant().atZone(phrases.zone())) + ".xlsx";
    long rows = 0;
    try (var out = run.file(name, TYPE);
        var book = new Workbook(out, "Wanpu", "1.0")) {
      var sheet = book.newWorksheet(sheetName(title));
      heads(sheet, first, phrases);
      var page = first;
      while (true) {
        for (var row : page.rows()) {
          if (rows == MOST) {
            throw MallException.conflict("job.export.too_many", Arg.count(MOST));
          }
          rows++;
          write(sheet, (int) rows, row, phrases);
        }
        sheet.flush();
        run.progress(rows, 0);
        if (page.next().isEmpty()) {
          break;
        }
        page = source.page(page.next());
      }
    }
    return Text.of("job.export.done", Arg.count(rows));
  }

  /** What is not allowed in names of sheets goes. */
  private static String sheetName(String title) {
    var plain = title.replaceAll("[\\\\/?*\\[\\]:']", " ").strip();
    return plain.isEmpty() ? "1" : plain.substring(0, Math.min(31, plain.length()));
  }

  private static void heads(Worksheet sheet, ListPage page, Phrases phrases) {
    var columns = page.shape().columns();
    for (var i = 0; i < columns.size(); i++) {
      sheet.value(0, i, phrases.text(columns.get(i).label()));
      sheet.style(0, i).bold().set();
      sheet.width(i, columns.get(i).align() == Column.Align.END ? 14 : 24);
    }
    sheet.freezePane(0, 1);
  }

  /** Words are cells of text: a spreadsheet never takes them for formulas. */
  private static void write(Worksheet sheet, int line, ListRow row, Phrases phrases) {
    for (var i = 0; i < row.cells().size(); i++) {
      switch (row.cells().get(i)) {
        case Cell.Words words -> sheet.value(line, i, words.value());
        case Cell.Said said -> sheet.value(line, i, phrases.text(said.text()));
        case Cell.Money money -> amount(sheet, line, i, money.minor(), phrases);
        case Cell.MoneyRange range -> {
          if (range.from() == range.to()) {
            amount(sheet, line, i, range.from(), phrases);
          } else {
            sheet.value(line, i, phrases.amount(range.from()) + " – " + phrases.amount(range.to()));
          }
        }
        case Cell.Count count -> sheet.value(line, i, count.value());
        case Cell.Change change -> sheet.value(line, i, change.by());
        case Cell.Percent percent -> {
          sheet.value(line, i, BigDecimal.valueOf(percent.basisPoints(), 4));
          sheet.style(line, i).format("0.00%").set();
        }
        case Cell.Time time -> {
          sheet.value(line, i, time.at().atZone(phrases.zone()).toLocalDateTime());
          sheet.style(line, i).format("yyyy-mm-dd hh:mm").set();
        }
        case Cell.Badge badge -> sheet.value(line, i, phrases.text(badge.label()));
        case Cell.Code code -> sheet.value(line, i, code.value());
        case Cell.Link link -> sheet.value(line, i, phrases.text(link.label()));
        case Cell.Item item ->
            sheet.value(
                line,
                i,
                item.note()
                    .map(note -> item.title() + " · " + phrases.text(note))
                    .orElse(item.title()));
        case Cell.Nothing nothing -> sheet.value(line, i, "");
      }
    }
  }

  private static void amount(Worksheet sheet, int line, int column, long minor, Phrases phrases) {
    sheet.value(line, column, new BigDecimal(phrases.amount(minor)));
    sheet.style(line, column).format(phrases.decimals() == 0 ? "#,##0" : "#,##0.00").set();
  }

  /** Pages of a list, of the kernel or of a plugin. */
  @FunctionalInterface
  private interface Source {
    ListPage page(Optional<String> after);
  }

  private Source source(Wanted wanted, Phrases phrases) {
    var access =
        mall.staffAccess()
            .of(new StaffId(wanted.staff()))
            .orElseThrow(() -> new MallException(ErrorKind.FORBIDDEN, "admin.no_permission"));
    var own = listings.at(wanted.path());
    if (own.isPresent()) {
      require(access, own.get().permission());
      var listing = own.get().listing().apply(phrases);
      return after ->
          listing.page(
              ListQuery.read(listing.shape(), wanted.parameters()).after(after).limit(PORTION));
    }
    var call = plugins(wanted.path());
    require(access, call.permission());
    return after -> page(call, wanted, access, after);
  }

  private static void require(StaffAccess.Access access, String permission) {
    if (!permission.isEmpty() && !Permissions.allow(access.permissions(), permission)) {
      throw new MallException(ErrorKind.FORBIDDEN, "admin.no_permission");
    }
  }

  private PageCall plugins(String path) {
    var parts = path.split("/", 4);
    if (parts.length < 4 || !parts[1].equals("x")) {
      throw MallException.notFound("job.export.unknown");
    }
    return switch (mall.plugins().page(parts[2], "GET", "/" + parts[3])) {
      case Found.Here<PageCall>(var call) when !call.isForm() -> call;
      default -> throw MallException.notFound("job.export.unknown");
    };
  }

  private static ListPage page(
      PageCall call, Wanted wanted, StaffAccess.Access access, Optional<String> after) {
    var parameters = new LinkedHashMap<>(wanted.parameters());
    parameters.put("limit", List.of(Integer.toString(PORTION)));
    parameters.remove("after");
    after.ifPresent(cursor -> parameters.put("after", List.of(cursor)));
    var language = Language.of(wanted.language()).orElse(Language.ZH).locale();
    return switch (call.call(Optional.of(access.id()), parameters, language)) {
      case AdminAnswer.Listed(var page) -> page;
      default -> throw MallException.notFound("job.export.unknown");
    };
  }
}
