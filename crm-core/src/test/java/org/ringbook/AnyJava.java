package org.ringbook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * For tests of rules over data alone: no thread, socket, file or locale of which another Java has another one. {@code .ci/run}
 * leaves them out of its second round, on the newest Java; on the oldest one everything runs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-java")
public @interface AnyJava {}
