package org.ringbook.scripts;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.ScriptContent.Question;

/** Whether an answer is what its question asks for. It is kept as it was typed in either case. Pure. */
final class AnswerCheck {

    private static final Pattern DATE = Pattern.compile("(\\d{1,2})[./](\\d{1,2})[./](\\d{4})");
    private static final int LONGEST_NUMBER = 30;

    private final NumberPlan plan;

    AnswerCheck(NumberPlan plan) {
        this.plan = plan;
    }

    /** @param answer null or blank where nothing was answered @throws Refused in words, when the script cannot go on with it */
    void check(Question question, String answer) {
        String typed = answer == null ? "" : answer.strip();
        if (typed.isEmpty()) {
            if (question.required()) {
                throw Refused.because(question.key(), "scripts.answer.missing", question.label());
            }
            return;
        }
        boolean fits = switch (question.kind()) {
            case TEXT -> true;
            case CHOICE ->
                question.options().stream().anyMatch(option -> option.answer().equals(typed));
            case NUMBER -> isNumber(typed);
            case DATE -> isDate(typed);
            case PHONE -> plan.read(typed) instanceof NumberReading.Outside;
        };
        if (!fits) {
            throw Refused.because(
                    question.key(), "scripts.answer." + question.kind().word(), question.label(), shown(typed));
        }
    }

    private static String shown(String typed) {
        return typed.length() > 60 ? typed.substring(0, 60) + "…" : typed;
    }

    private static boolean isNumber(String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0]", "").replace(',', '.');
        try {
            return plain.length() <= LONGEST_NUMBER && plain.matches("[-+]?[0-9.]+") && new BigDecimal(plain) != null;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private static boolean isDate(String typed) {
        Matcher date = DATE.matcher(typed);
        try {
            return date.matches()
                    ? LocalDate.of(
                                    Integer.parseInt(date.group(3)),
                                    Integer.parseInt(date.group(2)),
                                    Integer.parseInt(date.group(1)))
                            != null
                    : LocalDate.parse(typed) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
