package org.ringbook.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests with a program of the machine, such as a browser or a database. Without it they are skipped with a word on
 * what to do; with {@code CI=true} or {@code RINGBOOK_PARTS_REQUIRED=true} they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProgram.Condition.class)
public @interface NeedsProgram {

    /** Where the program is: "/usr/bin/chromium". */
    String at();

    /** The Debian package that has it: "chromium". */
    String of();

    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            NeedsProgram needs = context.getRequiredTestClass().getAnnotation(NeedsProgram.class);
            if (Files.isExecutable(Path.of(needs.at()))) {
                return ConditionEvaluationResult.enabled(needs.of() + " is installed");
            }
            String why =
                    "%s is missing: install the package %s, or run .ci/parts as root".formatted(needs.at(), needs.of());
            if (LabParts.required()) {
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
