package io.wanpu.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against a real mall: real MariaDB, real Redis, the WeChat sandbox. One mall serves the
 * whole run; every test that asks for a {@link Shop} opens one of its own. Parameters: {@link
 * Shop}, {@link Shoppers}, {@link TestClock}, {@code io.wanpu.runtime.Mall}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MallExtension.class)
public @interface MallTest {}
