package org.ringbook.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that play calls on a real Asterisk. Without the parts they are skipped with a word on what to do; with
 * {@code CI=true} or {@code RINGBOOK_PARTS_REQUIRED=true} they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("asterisk")
@ExtendWith(NeedsAsterisk.Condition.class)
public @interface NeedsAsterisk {

    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return LabParts.missing()
                    .map(why -> {
                        if (LabParts.required()) {
                            throw new IllegalStateException(why);
                        }
                        if (context.getTestMethod().isEmpty()) {
                            // Surefire tells why only in its report files.
                            System.out.println(context.getDisplayName() + " is skipped: " + why);
                        }
                        return ConditionEvaluationResult.disabled(why);
                    })
                    .orElseGet(() -> ConditionEvaluationResult.enabled("the parts are installed"));
        }
    }
}
