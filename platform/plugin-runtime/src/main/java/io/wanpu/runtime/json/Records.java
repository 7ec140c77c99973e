package io.wanpu.runtime.json;

import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads records by reflection. */
public final class Records {
  private Records() {}

  /** Values of the components, in order; a missing one is null. */
  public static Map<String, @Nullable Object> components(Record value) {
    var read = new LinkedHashMap<String, @Nullable Object>();
    for (var component : value.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        read.put(component.getName(), accessor.invoke(value));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + value.getClass().getName(), e);
      }
    }
    return read;
  }
}
