package io.wanpu.server.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests that kill what they run on. It is theirs alone and they mostly wait for it to come back, so
 * they run beside all others, but not beside each other.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("fault-stack")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OnFaultStack {}
