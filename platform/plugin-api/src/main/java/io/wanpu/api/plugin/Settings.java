package io.wanpu.api.plugin;

/**
 * A plugin's settings in the calling shop.
 *
 * @param <S> the record
 */
@FunctionalInterface
public interface Settings<S extends Record> {
  /**
   * As they stand, the defaults where the shop has saved none; kept in memory for at most a second.
   */
  S current();
}
