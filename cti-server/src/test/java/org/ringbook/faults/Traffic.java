package org.ringbook.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.CalledPhone;
import org.ringbook.lab.CallingCrowd;
import org.ringbook.lab.Dialog;
import org.ringbook.lab.Scene;
import org.ringbook.lab.SipEvent;

/** Telephones that call and are called, all of them played by SIPp, and what they know afterwards. */
final class Traffic implements AutoCloseable {

    /** What happened so shortly before the PBX died may have been said to nobody. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Scene scene;
    private final List<CalledPhone> agents = new ArrayList<>();
    private final Map<CallKind, CallingCrowd> crowds = new EnumMap<>(CallKind.class);

    Traffic(AsteriskLab asterisk, Path folder, double callsPerSecond) {
        scene = new Scene(asterisk, folder);
        agents.add(phone("201").answersAfter(ms(500)).hangsUpAfter(Duration.ofSeconds(5)));
        agents.add(phone("202").answersAfter(ms(500)));
        agents.add(phone("203").busy());
        agents.add(phone("204").ignores());
        agents.add(phone("205").rejectsAfter(ms(1000)));
        agents.add(phone("206").answersAfter(ms(1500)));
        agents.add(phone("207").ignores());
        agents.add(phone("208").answersAfter(ms(500)).refersAfter(ms(1000), "201"));
        agents.forEach(CalledPhone::start);
        scene.outside().silent().answersAfter(ms(700)).start();
        scene.outside(3).silent().busy().start();
        for (CallKind kind : CallKind.values()) {
            crowds.put(kind, kind.start(scene, callsPerSecond));
        }
    }

    private CalledPhone phone(String extension) {
        return scene.phone(extension).silent();
    }

    private static Duration ms(int millis) {
        return Duration.ofMillis(millis);
    }

    void callNoMore() {
        crowds.values().forEach(CallingCrowd::callsNoMore);
    }

    /** @param deaths when the PBX was killed, and when it was up again */
    List<RealCall> calls(List<Fault> deaths) {
        Map<String, Instant> answers = answersByNumber();
        var calls = new ArrayList<RealCall>();
        crowds.forEach((kind, crowd) -> {
            for (Dialog dialog : crowd.dialogs()) {
                RealCall call = call(kind, dialog, answers, deaths);
                if (call != null) {
                    calls.add(call);
                }
            }
        });
        return calls;
    }

    private Map<String, Instant> answersByNumber() {
        var answers = new HashMap<String, Instant>();
        for (CalledPhone agent : agents) {
            for (Dialog dialog : agent.dialogs()) {
                if (dialog.answered()) {
                    answers.merge(dialog.from(), dialog.answeredAt(), (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        return answers;
    }

    private static RealCall call(CallKind kind, Dialog dialog, Map<String, Instant> answers, List<Fault> deaths) {
        Instant began = dialog.events().stream()
                .filter(event -> !event.sent())
                .map(SipEvent::at)
                .findFirst()
                .orElse(null);
        if (began == null) {
            return null;
        }
        String digits = kind.ours() ? dialog.dialled() : dialog.from();
        String number = kind == CallKind.INTERNAL ? null : "+7" + digits.substring(1);
        Instant answered = kind.ours() ? dialog.answeredAt() : answers.get(digits);
        Instant ended = dialog.endedAt();
        String unsure = dialog.refusal() == 503 || dialog.refusal() == 404 ? "the PBX was not ready" : null;
        for (Fault death : deaths) {
            Instant at = death.began();
            if (began.isBefore(at) && (ended == null || ended.isAfter(at))) {
                ended = at;
                answered = answered != null && answered.isAfter(at) ? null : answered;
                Instant last = answered == null ? began : answered;
                unsure = last.isAfter(at.minus(LAST_WORDS)) ? "the PBX died at that moment" : unsure;
            } else if (began.isBefore(at) && ended.isAfter(at.minus(LAST_WORDS))) {
                unsure = "the PBX died at that moment";
            }
        }
        return new RealCall(kind, number, began, answered != null, ended, unsure);
    }

    @Override
    public void close() {
        scene.close();
    }
}
