package org.ringbook.workspace.campaigns;

import java.util.LinkedHashMap;
import java.util.Map;

/** Answers among the parameters of a form. */
final class SentAnswers {

    /** The key of the question follows. */
    private static final String ANSWER = "answer.";

    private SentAnswers() {}

    /** By the keys of questions. @param sent all parameters */
    static Map<String, String> of(Map<String, String> sent) {
        var answers = new LinkedHashMap<String, String>();
        sent.forEach((name, value) -> {
            if (name.startsWith(ANSWER)) {
                answers.put(name.substring(ANSWER.length()), value);
            }
        });
        return answers;
    }
}
