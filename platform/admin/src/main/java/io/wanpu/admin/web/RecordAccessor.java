package io.wanpu.admin.web;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import ognl.ObjectPropertyAccessor;
import ognl.OgnlException;

/** Lets templates write {@code ${order.number}} where {@code order} is a record. */
final class RecordAccessor extends ObjectPropertyAccessor {
  private static final ClassValue<Map<String, Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          var accessors = new HashMap<String, Method>();
          for (var component : type.getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            accessors.put(component.getName(), accessor);
          }
          return Map.copyOf(accessors);
        }
      };

  @Override
  public Object getProperty(@SuppressWarnings("rawtypes") Map context, Object target, Object name)
      throws OgnlException {
    var accessor = ACCESSORS.get(target.getClass()).get(String.valueOf(name));
    if (accessor == null) {
      return super.getProperty(context, target, name);
    }
    try {
      return accessor.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new OgnlException(String.valueOf(name), e);
    }
  }
}
