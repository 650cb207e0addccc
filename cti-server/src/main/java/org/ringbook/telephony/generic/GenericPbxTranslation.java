package org.ringbook.telephony.generic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ringbook.calls.CallFact;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.NotUnderstood;
import org.ringbook.telephony.inbox.NotUnderstood.Problem;
import org.ringbook.telephony.operators.Receipt;
import org.ringbook.telephony.webhooks.RawHook;
import org.ringbook.times.TimeReading;

/**
 * Messages → facts. What one message says depends on what others of the same call say, and they overtake each other: so all that
 * was told of a call is remembered, and its facts are made of all of it. For one thread.
 */
final class GenericPbxTranslation implements Intake.Translation {

    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(3);
    /** All telephones have ended, and the end of the call was not told. */
    private static final Duration NO_MORE_COMES = Duration.ofSeconds(60);
    /** An end was lost of a call that nobody has answered: no telephone rings longer, and no queue is silent longer. */
    private static final Duration RINGS_AT_MOST = Duration.ofMinutes(10);
    /** An end was lost of a conversation. */
    private static final Duration NOTHING_HEARD = Duration.ofHours(2);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    private final Map<String, ReportedCall> calls = new LinkedHashMap<>(64, 0.75f, true);
    private final Dictionary dictionary;
    private NotUnderstood notes = new NotUnderstood();
    private Instant look = Instant.MIN;

    GenericPbxTranslation(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    public Duration remembers() {
        return REMEMBERED;
    }

    @Override
    public void noting(NotUnderstood live) {
        notes = live;
    }

    @Override
    public boolean translate(byte[] message, Instant received, Consumer<CallFact> facts) {
        if (received.isAfter(look)) {
            look = received.plus(LOOK_EVERY);
            quiet(received).forEach(facts);
        }
        long noted = notes.times();
        Said said = dictionary.read(RawHook.of(message).text(), new Receipt(received, notes, TimeReading.OLDEST));
        if (said == null || said.meaning() == null) {
            return false;
        }
        if (said.meaning() == Meaning.NOTHING) {
            return true;
        }
        ReportedCall call = calls.computeIfAbsent(said.call(), ReportedCall::new);
        call.lastReceived = received;
        call.quiet = null;
        call.add(said);
        if (call.direction() == null && call.over() && notes.times() == noted) {
            notes.met(Problem.MISSING, Field.DIRECTION.setting(), null, received);
        }
        call.reported.report(GenericPbxFacts.of(call)).forEach(facts);
        if (calls.size() > MOST) {
            Iterator<ReportedCall> oldest = calls.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    /**
     * Facts of calls of which nothing more is heard; they are over for all that is known.
     *
     * @param now by our clock
     */
    List<CallFact> quiet(Instant now) {
        var facts = new ArrayList<CallFact>();
        for (Iterator<ReportedCall> all = calls.values().iterator(); all.hasNext(); ) {
            ReportedCall call = all.next();
            if (call.lastReceived.isBefore(now.minus(REMEMBERED))) {
                all.remove();
            } else if (call.quiet == null && !call.over() && call.direction() != null) {
                boolean ended = legsEnded(call) && call.lastReceived.isBefore(now.minus(NO_MORE_COMES));
                boolean rings = call.said(Meaning.ANSWERED).isEmpty();
                if (ended || call.lastReceived.isBefore(now.minus(rings ? RINGS_AT_MOST : NOTHING_HEARD))) {
                    call.quiet = ended ? ReportedCall.Quiet.LEGS_ENDED : ReportedCall.Quiet.LOST;
                    facts.addAll(call.reported.report(GenericPbxFacts.of(call)));
                }
            }
        }
        return facts;
    }

    private static boolean legsEnded(ReportedCall call) {
        List<Said> ended = call.said(Meaning.LEG_ENDED);
        return !ended.isEmpty()
                && call.said(Meaning.RINGS, Meaning.ANSWERED).stream()
                        .allMatch(one -> ended.stream()
                                .anyMatch(end -> end.employee() == null
                                        || one.employee() == null
                                        || end.employee().equals(one.employee())));
    }
}
