package io.wanpu.seckill;

import io.wanpu.api.form.Help;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * A shop's settings of flash sales.
 *
 * @param slots times of day under which shoppers see the sales
 * @param preheatMinutes so long before its start a sale is announced
 * @param remindMinutes so long before the start those who asked for it are reminded
 * @param urgeMinutes so long before a claim or its order runs out the member is asked to hurry
 */
public record SeckillSettings(
    @Size(max = 24) List<Slot> slots,
    @Help @Min(0) @Max(20160) int preheatMinutes,
    @Help @Min(1) @Max(1440) int remindMinutes,
    @Help @Min(1) @Max(1440) int urgeMinutes) {

  /** Right for most shops: announced a day ahead, four slots. */
  public static final SeckillSettings DEFAULTS =
      new SeckillSettings(
          List.of(
              new Slot("早场", LocalTime.of(8, 0), LocalTime.of(12, 0)),
              new Slot("午场", LocalTime.of(12, 0), LocalTime.of(18, 0)),
              new Slot("晚场", LocalTime.of(18, 0), LocalTime.of(22, 0)),
              new Slot("夜场", LocalTime.of(22, 0), LocalTime.of(8, 0))),
          1440,
          10,
          5);

  public SeckillSettings {
    slots = List.copyOf(slots);
  }

  /**
   * A time of day with a name.
   *
   * @param from first minute of it
   * @param to first minute after it; midnight is the end of the day
   */
  public record Slot(
      @NotBlank @Size(max = 20) String name, @NotNull LocalTime from, @NotNull LocalTime to) {

    /** Whether it holds that time of day; a slot may reach over midnight. */
    public boolean holds(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  /** The slot of that time of day, if there is one. */
  public Optional<Slot> slotAt(LocalTime time) {
    return slots.stream().filter(slot -> slot.holds(time)).findFirst();
  }
}
