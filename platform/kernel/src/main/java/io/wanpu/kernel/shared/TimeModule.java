package io.wanpu.kernel.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants are text: a number could mean seconds or milliseconds, and is refused. */
final class TimeModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("time");
    addDeserializer(Instant.class, new Strict());
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
