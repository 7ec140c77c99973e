package io.wanpu.kernel.shared;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.wanpu.api.error.MallException;
import io.wanpu.api.id.ActivityId;
import io.wanpu.api.id.CategoryId;
import io.wanpu.api.id.ClaimId;
import io.wanpu.api.id.EventId;
import io.wanpu.api.id.MemberId;
import io.wanpu.api.id.OrderId;
import io.wanpu.api.id.ProductId;
import io.wanpu.api.id.SkuId;
import io.wanpu.api.id.StaffId;
import io.wanpu.api.id.TenantId;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ids are decimal strings in JSON: JavaScript loses integers above 2^53. */
final class IdModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  IdModule() {
    super("ids");
    id(TenantId.class, TenantId::of);
    id(MemberId.class, MemberId::of);
    id(StaffId.class, StaffId::of);
    id(ProductId.class, ProductId::of);
    id(SkuId.class, SkuId::of);
    id(CategoryId.class, CategoryId::of);
    id(ActivityId.class, ActivityId::of);
    id(ClaimId.class, ClaimId::of);
    id(OrderId.class, OrderId::of);
    id(EventId.class, EventId::of);
  }

  private <T> void id(Class<T> type, Function<String, T> read) {
    addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T id, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writeString(id.toString());
          }
        });
    addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public @Nullable T deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
              return type.cast(context.handleUnexpectedToken(type, in));
            }
            try {
              return read.apply(in.getText());
            } catch (MallException bad) {
              return type.cast(context.handleWeirdStringValue(type, in.getText(), "not an id"));
            }
          }
        });
    addKeySerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T id, JsonGenerator out, SerializerProvider all)
              throws IOException {
            out.writeFieldName(id.toString());
          }
        });
    addKeyDeserializer(
        type,
        new KeyDeserializer() {
          @Override
          public @Nullable Object deserializeKey(String key, DeserializationContext context)
              throws IOException {
            try {
              return read.apply(key);
            } catch (MallException bad) {
              return context.handleWeirdKey(type, key, "not an id");
            }
          }
        });
  }
}
