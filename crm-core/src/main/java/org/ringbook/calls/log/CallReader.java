package org.ringbook.calls.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.CallPermissions;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Calls as they are this moment, for whoever shows them: pages, API, cards, exports. What was told and is not in the log yet is
 * among them, so that all of them say the same, however slow the database is. Any thread; every method waits for the database and
 * throws {@link DataAccessException} without it.
 */
@Component
public class CallReader {

    private final CallLog log;
    private final RecentCalls recent;
    private final Staff staff;
    private final Rights rights;

    CallReader(CallLog log, RecentCalls recent, Staff staff, Rights rights) {
        this.log = log;
        this.recent = recent;
        this.staff = staff;
        this.rights = rights;
    }

    /** What somebody may do with calls. @param member null for nobody of ours */
    public CallPermissions permissions(StaffMember member) {
        return new CallPermissions(rights.of(member), staff::telephones);
    }

    /**
     * Newest first, by start and then id. A call that several sources saw is one.
     *
     * @param who only calls that they may see
     * @param after cursor of the page before; null for the first
     * @param limit most of them
     * @throws Refused if the cursor is none of ours
     */
    public CallPage find(CallFilter filter, CallPermissions who, String after, int limit) {
        return withFresh(log.find(filter, who, after, limit), filter, who, after, limit);
    }

    /**
     * The same without transfers, recordings and rules, and with legs only where whose a telephone was depends on the moment; calls that
     * changed in the last moments are whole. For long tables, that say whose the telephones were and nothing else of legs.
     */
    public CallPage outlines(CallFilter filter, CallPermissions who, String after, int limit) {
        return withFresh(log.outlines(filter, who, after, limit), filter, who, after, limit);
    }

    private CallPage withFresh(CallPage logged, CallFilter filter, CallPermissions who, String after, int limit) {
        var page = new CallPage(logged.items().stream().map(recent::freshest).toList(), logged.next());
        return FreshCalls.added(
                page,
                after == null ? null : CallCursor.read(after),
                call -> FreshCalls.fits(call, filter, staff.telephones()) && (who == null || who.may(Action.SEE, call)),
                recent.ofTheirOwn(log),
                limit);
    }

    /** The same without asking whether they may be seen: a person's own part of the day is theirs to see. */
    public List<Call> findOwn(CallFilter filter, int limit) {
        return find(filter, null, null, limit).items();
    }

    /** What the calls of a filter come to, counted in the database and not read. @param who only calls that they may see; null for all */
    public CallFigures figures(CallFilter filter, CallPermissions who) {
        List<Call> told = recent.all().stream().filter(Call::ended).toList();
        List<UUID> ids = told.stream().map(Call::id).toList();
        CallFigures logged = log.figures(filter, who, ids);
        Set<UUID> steppedBack = log.correlations().steppedBack(ids);
        List<Call> fresh = told.stream()
                .filter(call -> !steppedBack.contains(call.id()))
                .filter(call -> FreshCalls.fits(call, filter, staff.telephones()))
                .filter(call -> who == null || who.may(Action.SEE, call))
                .toList();
        return logged.plus(CallFigures.of(fresh, call -> CallPeople.of(call, staff.telephones())));
    }

    /** The call, also by the id of a call that was merged into it, and of another source's record of it. */
    public Optional<Call> find(UUID id) {
        return log.find(id).map(recent::freshest).or(() -> recent.find(id));
    }

    /** What one source told, by its own id: also when another source's record stands for the call. */
    public Optional<Call> record(UUID id) {
        return log.record(id).map(recent::freshest).or(() -> recent.find(id));
    }

    /** Whether somebody may do something with a call; also by what another source told of it. */
    public boolean may(CallPermissions who, Action action, Call call) {
        return who.may(action, call) || seenAgain(call).stream().anyMatch(seen -> who.may(action, seen.call()));
    }

    /** What else was told of this call. */
    public List<Correlations.Correlation> seenAgain(Call call) {
        return log.correlations().of(call);
    }
}
