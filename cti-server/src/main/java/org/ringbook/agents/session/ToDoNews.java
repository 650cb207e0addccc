package org.ringbook.agents.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ringbook.followups.FollowUps;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells agent programs how many missed calls and due tasks wait for their people, and of what they are to be reminded. Each is told what
 * is not as it was told. Looks at the database, on the thread that drives it.
 */
final class ToDoNews {

    private static final Logger LOG = LoggerFactory.getLogger(ToDoNews.class);
    private static final int MOST = 100;

    private final SessionHandler programs;
    private final FollowUps followUps;
    private final Tasks tasks;
    private final Rights rights;
    private final Function<UUID, Optional<StaffMember>> staff;
    private final Map<UUID, String> told = new ConcurrentHashMap<>();
    private Set<UUID> before = Set.of();

    ToDoNews(
            SessionHandler programs,
            FollowUps followUps,
            Tasks tasks,
            Rights rights,
            Function<UUID, Optional<StaffMember>> staff) {
        this.programs = programs;
        this.followUps = followUps;
        this.tasks = tasks;
        this.rights = rights;
        this.staff = staff;
    }

    /** Looks once, for all who are connected. */
    void look() {
        Set<UUID> connected = programs.connected();
        told.keySet().retainAll(connected);
        connected.stream().filter(one -> !before.contains(one)).forEach(told::remove);
        before = connected;
        try {
            connected.forEach(person -> staff.apply(person).ifPresent(this::tell));
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("What is to be done waits for the database", away);
        } catch (RuntimeException failed) {
            LOG.error("What is to be done could not be told", failed);
        }
    }

    private void tell(StaffMember who) {
        Instant now = Instant.now();
        int missed = followUps.waiting(rights.of(who), MOST);
        var due = TaskFilter.of(asked -> asked.toDo(who.id()).dueBefore = now);
        List<ServerMessage.Reminder> reminders =
                tasks.reminders(who.id(), now).stream().map(ToDoNews::reminder).toList();
        String news = ServerMessage.toDo(missed, tasks.count(due, null, MOST), reminders);
        if (!news.equals(told.put(who.id(), news))) {
            programs.send(who.id(), news);
        }
    }

    private static ServerMessage.Reminder reminder(Task task) {
        return new ServerMessage.Reminder(task.id(), task.title(), task.dueAt(), task.number());
    }
}
