package org.ringbook.telephony.megafon;

import java.util.function.Supplier;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswer;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answer to {@code cmd=contact}: the PBX shows the name, and rings the responsible person first. */
final class ContactReply {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final CallerAnswers answers;
    private final NumberPlan plan;
    private final Supplier<Directory> directory;
    private final boolean route;

    /** @param route whether the responsible person is told */
    ContactReply(CallerAnswers answers, NumberPlan plan, Supplier<Directory> directory, boolean route) {
        this.answers = answers;
        this.plan = plan;
        this.directory = directory;
        this.route = route;
    }

    Answer to(Fields asked) {
        String phone = asked.text("phone");
        CallerAnswer known = Phone.isShort(phone)
                ? CallerAnswer.NOBODY
                : answers.whoIs(plan.parse(Phone.international(phone)).orElse(null));
        ObjectNode reply = MAPPER.createObjectNode();
        if (known.name() != null) {
            reply.put("contact_name", known.name());
        }
        String login = known.responsible() == null || !route ? null : login(known.responsible());
        if (login != null) {
            reply.put("responsible", login);
        }
        return Answer.json(MAPPER.writeValueAsString(reply));
    }

    /** A wrong name would send callers astray; an extension stands in only while nobody knows who works there. */
    private String login(String extension) {
        Directory known = directory.get();
        String login = known.login(extension);
        return login == null && known.users().isEmpty() ? extension : login;
    }
}
