package io.wanpu.api.data;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A {@code DATETIME(3)} column as the moment it stands for: every database session runs in UTC, and
 * columns keep milliseconds, so a finer instant is cut to what will be read back.
 */
public final class UtcInstant implements Converter<LocalDateTime, Instant> {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Instant from(@Nullable LocalDateTime stored) {
    return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
  }

  @Override
  public @Nullable LocalDateTime to(@Nullable Instant moment) {
    return moment == null
        ? null
        : LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
  }

  @Override
  public Class<LocalDateTime> fromType() {
    return LocalDateTime.class;
  }

  @Override
  public Class<Instant> toType() {
    return Instant.class;
  }
}
