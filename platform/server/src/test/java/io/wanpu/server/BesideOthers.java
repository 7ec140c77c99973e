package io.wanpu.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests in shops of their own that need nothing of the demo. The others leave a processor idle most
 * of the time, so these run beside them, but not beside each other.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("beside-others")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface BesideOthers {}
