package org.ringbook.workspace.claims;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.claims.Claim;
import org.ringbook.claims.ClaimCause;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.claims.Claims;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.PartyLinks.PartyLink;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What several pages of claims show. */
@Component
class ClaimPages {

    private final ClaimCauses causes;
    private final Staff staff;
    private final PartyLinks parties;
    private final Claims claims;
    private final Rights rights;

    ClaimPages(ClaimCauses causes, Staff staff, PartyLinks parties, Claims claims, Rights rights) {
        this.claims = claims;
        this.rights = rights;
        this.causes = causes;
        this.staff = staff;
        this.parties = parties;
    }

    /**
     * A claim as it is listed.
     *
     * @param cause with those above it; empty for none
     * @param party null for somebody whom nobody knows
     * @param late whether the client should have had an answer
     */
    record Row(Claim claim, String cause, PartyLink party, boolean late) {}

    List<Row> rows(List<Claim> claims, Viewer viewer) {
        Map<UUID, ClaimCause> known = causes.byId();
        Map<UUID, PartyLink> links =
                parties.of(claims.stream().map(claim -> claim.about().partyId()).toList());
        Instant now = Instant.now();
        return claims.stream()
                .map(claim -> new Row(
                        claim,
                        ClaimCauses.path(claim.about().causeId(), known, viewer.locale()),
                        links.get(claim.about().partyId()),
                        claim.isLate(now)))
                .toList();
    }

    /** @param label indented by how deep it stands */
    record Choice(UUID id, String label) {}

    /** Those that are offered, and the one that was chosen. */
    List<Choice> causes(UUID chosen, Viewer viewer) {
        return causes.tree().stream()
                .filter(one -> one.cause().active() || one.cause().id().equals(chosen))
                .map(one -> new Choice(
                        one.cause().id(),
                        "\u2003".repeat(one.depth()) + one.cause().name(viewer.locale())))
                .toList();
    }

    List<StaffMember> people() {
        return people(null);
    }

    /** Those who are with us, and the one who was chosen. */
    List<StaffMember> people(UUID chosen) {
        return staff.all().stream()
                .filter(one -> one.active() || one.id().equals(chosen))
                .toList();
    }

    /** Teams of our people, those that causes name, and those that claims are of; each once, whatever its case. */
    List<String> teams(Viewer viewer) {
        var teams = new TreeMap<String, String>();
        Stream.of(
                        staff.all().stream().map(StaffMember::team),
                        causes.all().stream().map(ClaimCause::team),
                        claims.teams(rights.of(viewer.member())).stream())
                .flatMap(all -> all)
                .filter(team -> StaffMember.teamKey(team) != null)
                .forEach(team -> teams.putIfAbsent(StaffMember.teamKey(team), team));
        return List.copyOf(teams.values());
    }

    void choices(UUID chosen, Viewer viewer, Model model) {
        model.addAttribute("causes", causes(chosen, viewer));
        model.addAttribute("people", people());
        model.addAttribute("teams", teams(viewer));
    }
}
