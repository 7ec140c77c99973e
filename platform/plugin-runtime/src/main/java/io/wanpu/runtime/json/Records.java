package io.wanpu.runtime.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
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
      read.put(component.getName(), value(value, component));
    }
    return read;
  }

  /** Value of a component. */
  static @Nullable Object value(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + record.getClass().getName(), e);
    }
  }
}
