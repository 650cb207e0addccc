package org.ringbook.workspace.robots;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimCause;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.deals.DealTypes;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.orders.PartStates;
import org.ringbook.robots.Definition.When;
import org.ringbook.segments.Segment;
import org.ringbook.segments.Segments;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What can be chosen in the form of a robot beside deals and people, by its name. */
@Component
class RobotChoices {

    private final Segments segments;
    private final Campaigns campaigns;
    private final Dispositions dispositions;
    private final ClaimCauses causes;
    private final DealTypes types;

    RobotChoices(
            Segments segments, Campaigns campaigns, Dispositions dispositions, ClaimCauses causes, DealTypes types) {
        this.segments = segments;
        this.campaigns = campaigns;
        this.dispositions = dispositions;
        this.causes = causes;
        this.types = types;
    }

    void addTo(Model model, When when, Locale reader) {
        List<Segment> all = segments.all();
        model.addAttribute("segments", names(all));
        model.addAttribute(
                "handSegments", names(all.stream().filter(Segment::byHand).toList()));
        model.addAttribute("campaigns", campaigns());
        model.addAttribute("dispositions", dispositions(reader));
        model.addAttribute("causes", causes(reader));
        model.addAttribute(
                "states",
                when == When.CLAIM_STATE
                        ? statesOfClaims((Print) model.getAttribute("print"))
                        : when == When.PART_STATE ? statesOfParts(reader) : Map.of());
    }

    private static Map<UUID, String> names(List<Segment> some) {
        var names = new LinkedHashMap<UUID, String>();
        some.forEach(one -> names.put(one.id(), one.name()));
        return names;
    }

    private Map<UUID, String> campaigns() {
        var names = new LinkedHashMap<UUID, String>();
        for (Campaign one : campaigns.list(false)) {
            names.put(one.id(), one.name());
        }
        return names;
    }

    private Map<UUID, String> dispositions(Locale reader) {
        var names = new LinkedHashMap<UUID, String>();
        for (Disposition one : dispositions.offered()) {
            names.put(one.id(), one.name(reader));
        }
        return names;
    }

    private Map<UUID, String> causes(Locale reader) {
        Map<UUID, ClaimCause> all = causes.byId();
        var names = new LinkedHashMap<UUID, String>();
        causes.tree().stream()
                .map(ClaimCauses.Placed::cause)
                .filter(ClaimCause::active)
                .forEach(one -> names.put(one.id(), ClaimCauses.path(one.id(), all, reader)));
        return names;
    }

    private static Map<String, String> statesOfClaims(Print print) {
        var names = new LinkedHashMap<String, String>();
        Arrays.stream(Claim.State.values()).forEach(one -> names.put(one.word(), print.word("claims.state", one)));
        return names;
    }

    /** Of all types of deals; a key that several have is shown once. */
    private Map<String, String> statesOfParts(Locale reader) {
        var names = new LinkedHashMap<String, String>();
        types.all()
                .forEach(type -> type.states()
                        .forEach(state -> names.putIfAbsent(
                                state.key(),
                                state.name() == null
                                        ? PartStates.SHIPPED.nameOf(state.key(), reader)
                                        : state.name(reader))));
        return names;
    }
}
