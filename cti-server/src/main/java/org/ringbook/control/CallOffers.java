package org.ringbook.control;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.Leg;
import org.ringbook.calls.Call.LegKind;
import org.ringbook.telephony.CallCommands.Capability;

/** What one person may do with one call as it is: which buttons there are. Pure, and quick enough for every card. */
final class CallOffers {

    private static final Set<Capability> OF_WHO_SPEAKS =
            EnumSet.of(Capability.BLIND_TRANSFER, Capability.ATTENDED_TRANSFER, Capability.HOLD);
    private static final Set<Capability> OF_SUPERVISORS =
            EnumSet.of(Capability.LISTEN, Capability.WHISPER, Capability.BARGE);

    private CallOffers() {}

    /**
     * Who looks at a call.
     *
     * @param own whether a party is one of their telephones
     * @param commands whether they may hang up and hand on what is not theirs
     * @param picksUp whether they may answer what rings at a telephone of a colleague's
     * @param listens whether they may listen to the conversation at a telephone of a colleague's
     */
    record Looks(Predicate<String> own, boolean commands, Predicate<String> picksUp, Predicate<String> listens) {}

    /** @param can what the telephone system is able to */
    static Set<Capability> of(Call call, Set<Capability> can, Looks who) {
        var offers = EnumSet.noneOf(Capability.class);
        if (call.ended()) {
            return offers;
        }
        for (Leg leg : call.legs()) {
            if (leg.kind() != LegKind.AGENT || leg.endedAt() != null || leg.party() == null) {
                continue;
            }
            boolean speaks = leg.answeredAt() != null || leg.ringAt() == null;
            boolean own = who.own().test(leg.party());
            if (own || who.commands()) {
                offers.add(Capability.HANG_UP);
                if (speaks && call.answeredAt() != null) {
                    offers.addAll(OF_WHO_SPEAKS);
                }
            }
            if (!own && !speaks && who.picksUp().test(leg.party())) {
                offers.add(Capability.PICK_UP);
            }
            if (!own && speaks && call.answeredAt() != null && who.listens().test(leg.party())) {
                offers.addAll(OF_SUPERVISORS);
            }
        }
        offers.retainAll(can);
        return offers;
    }
}
