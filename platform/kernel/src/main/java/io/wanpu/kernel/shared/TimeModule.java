package io.wanpu.kernel.shared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Instants are text: a number could mean seconds or milliseconds, and is refused. */
final class TimeModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("time");
    addDeserializer(Instant.class, new Strict());
    addSerializer(Instant.class, new Written());
  }

  /** As {@link Instant#toString}, which takes several times as long. */
  private static final class Written extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;
    private static final long YEAR_10000 =
        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;
    private static final int DAY = 86_400;
    private static final String TO_THE_SECOND = "0000-00-00T00:00:00Z";
    private static final String TO_THE_MILLISECOND = "0000-00-00T00:00:00.000Z";

    Written() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider all)
        throws IOException {
      var millis = at.getNano() / 1_000_000;
      var seconds = at.getEpochSecond();
      if (seconds < 0 || seconds >= YEAR_10000 || millis * 1_000_000 != at.getNano()) {
        out.writeString(at.toString());
        return;
      }
      var text = (millis == 0 ? TO_THE_SECOND : TO_THE_MILLISECOND).toCharArray();
      var date = LocalDate.ofEpochDay(seconds / DAY);
      var second = (int) (seconds % DAY);
      digits(text, 0, 4, date.getYear());
      digits(text, 5, 2, date.getMonthValue());
      digits(text, 8, 2, date.getDayOfMonth());
      digits(text, 11, 2, second / 3_600);
      digits(text, 14, 2, second / 60 % 60);
      digits(text, 17, 2, second % 60);
      if (millis > 0) {
        digits(text, 20, 3, millis);
      }
      out.writeString(text, 0, text.length);
    }

    private static void digits(char[] text, int from, int count, int number) {
      var rest = number;
      for (var i = from + count - 1; i >= from; i--) {
        text[i] = (char) ('0' + rest % 10);
        rest /= 10;
      }
    }
  }

  private static final class Strict extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Strict() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      var text = in.getText();
      if (text.chars().noneMatch(c -> c == 'T')) {
        return (Instant) context.handleWeirdStringValue(Instant.class, text, "no instant");
      }
      return InstantDeserializer.INSTANT.deserialize(in, context);
    }
  }
}
