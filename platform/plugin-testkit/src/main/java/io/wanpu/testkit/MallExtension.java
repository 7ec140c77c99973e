package io.wanpu.testkit;

import io.wanpu.runtime.Mall;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their mall, shop, shoppers and clock. */
final class MallExtension implements ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(MallExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    var type = parameter.getParameter().getType();
    return type == Shop.class
        || type == Shoppers.class
        || type == TestClock.class
        || type == Mall.class
        || type == TestMall.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var type = parameter.getParameter().getType();
    var mall = TestMall.get();
    if (type == TestMall.class) {
      return mall;
    }
    if (type == Mall.class) {
      return mall.mall();
    }
    if (type == TestClock.class) {
      return mall.clock();
    }
    if (type == Shoppers.class) {
      return new Shoppers(mall.mall(), shopOf(test, mall));
    }
    // a second parameter of that type is a second shop
    return parameter.getIndex() == firstShop(parameter)
        ? shopOf(test, mall)
        : Shop.open(mall.mall());
  }

  private static int firstShop(ParameterContext parameter) {
    var types = parameter.getDeclaringExecutable().getParameterTypes();
    for (var i = 0; i < types.length; i++) {
      if (types[i] == Shop.class) {
        return i;
      }
    }
    return -1;
  }

  private static Shop shopOf(ExtensionContext test, TestMall mall) {
    return test.getStore(SPACE).computeIfAbsent("shop", key -> Shop.open(mall.mall()), Shop.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    TestMall.get().clock().reset();
  }
}
