package io.wanpu.kernel.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Refuses text that no column can hold: NUL characters and halves of surrogate pairs. */
final class TextModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  TextModule() {
    super("text");
    addDeserializer(
        String.class,
        new StringDeserializer() {
          private static final long serialVersionUID = 1L;

          @Override
          public String deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            var text = super.deserialize(in, context);
            if (text != null && !isText(text)) {
              return (String)
                  context.handleWeirdStringValue(String.class, "", "not well-formed text");
            }
            return text;
          }
        });
  }

  static boolean isText(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        var pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
