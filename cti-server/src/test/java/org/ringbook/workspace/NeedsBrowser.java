package org.ringbook.workspace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that look at pages in a real Chromium. Without it they are skipped with a word on what to do; with
 * {@code CI=true} or {@code RINGBOOK_PARTS_REQUIRED=true} they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBrowser.Condition.class)
@interface NeedsBrowser {

    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Files.isExecutable(Screen.CHROMIUM)) {
                return ConditionEvaluationResult.enabled("Chromium is installed");
            }
            String why = Screen.CHROMIUM + " is missing: install the package chromium, or run .ci/parts as root";
            if ("true".equals(System.getenv("CI")) || "true".equals(System.getenv("RINGBOOK_PARTS_REQUIRED"))) {
                throw new IllegalStateException(why);
            }
            if (context.getTestMethod().isEmpty()) {
                // Surefire tells why only in its report files.
                System.out.println(context.getDisplayName() + " is skipped: " + why);
            }
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
