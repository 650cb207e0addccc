package org.ringbook.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.events.Events;
import org.ringbook.events.Events.WrapUp;
import org.ringbook.events.NewEvent;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What the people of the demo have written and have to do: some notes and tasks once, while there are none, and then a note and a result
 * after calls that the colleagues of the visitor have answered. A demo without calls of its own leaves that out, too.
 */
@Component
class DemoWork implements CallListener, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DemoWork.class);
    private static final Duration WRITES_FOR = Duration.ofSeconds(4);

    private final ObjectProvider<DemoPbx> pbx;
    private final ObjectProvider<Events> events;
    private final ObjectProvider<Attachments> attachments;
    private final ObjectProvider<Bin> bin;
    private final Dispositions dispositions;
    private final Tasks tasks;
    private final Staff staff;
    private final Contacts contacts;
    private final boolean alive;
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "demo-notes");
        thread.setDaemon(true);
        return thread;
    });

    /** Events know of calls, which tell this listener: they are asked for later, not before they can be made. */
    DemoWork(
            ObjectProvider<DemoPbx> pbx,
            ObjectProvider<Events> events,
            ObjectProvider<Attachments> attachments,
            ObjectProvider<Bin> bin,
            Dispositions dispositions,
            Tasks tasks,
            Staff staff,
            Contacts contacts,
            Environment settings) {
        this.alive = settings.getProperty("ringbook.demo.calls-per-minute", Double.class, 6.0) > 0;
        this.pbx = pbx;
        this.events = events;
        this.attachments = attachments;
        this.bin = bin;
        this.dispositions = dispositions;
        this.tasks = tasks;
        this.staff = staff;
        this.contacts = contacts;
    }

    /** When the people and their customers are there. */
    @Order(1)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        if (demo == null || !alive || tasks.count(TaskFilter.of(any -> {}), null, 1) > 0) {
            return;
        }
        try {
            plan(DemoWords.of(demo.cast()));
        } catch (IllegalArgumentException changedByTheVisitor) {
            LOG.debug("The demo leaves out its tasks", changedByTheVisitor);
        }
    }

    private void plan(DemoWords words) {
        Optional<StaffMember> anna = staff.byLogin("anna").filter(StaffMember::active);
        Optional<StaffMember> boris = staff.byLogin("boris").filter(StaffMember::active);
        Optional<StaffMember> vera = staff.byLogin("vera").filter(StaffMember::active);
        List<Contact> people = contacts.contacts(null, null, null, 20).items();
        if (anna.isEmpty() || boris.isEmpty() || vera.isEmpty() || people.size() < 3) {
            return;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Contact first = people.get(0);
        Contact second = people.get(1);
        Contact third = people.get(2);
        tasks.add(call(words.callAgain(first.name()), first, now.minus(Duration.ofMinutes(40))), anna.get());
        tasks.add(call(words.callAgain(second.name()), second, now.plus(Duration.ofMinutes(25))), anna.get());
        Task offer = tasks.add(whole(words.offer(), third.id(), null), anna.get());
        tasks.repeat(offer.id(), weekly(LocalDate.now(ZoneId.systemDefault())), anna.get());
        Task asked = tasks.add(whole(words.photo(), first.id(), anna.get().id()), vera.get());
        tasks.act(asked.id(), null, TaskAction.ACCEPT, null, anna.get());
        Task done = tasks.add(whole(words.price(), second.id(), boris.get().id()), vera.get());
        tasks.act(done.id(), null, TaskAction.DONE, words.priceDone(), boris.get());
        events.getObject().add(NewEvent.note(words.afterLunch(), first.id()), null, anna.get());
        events.getObject().add(NewEvent.note(words.discount(), second.id()), null, boris.get());
        attach(words, first, anna.get());
        Task twice = tasks.add(whole(words.price(), second.id(), null), vera.get());
        bin.getObject().put(BinItem.Kind.TASK, twice.id(), vera.get());
    }

    private void attach(DemoWords words, Contact to, StaffMember by) {
        try {
            attachments
                    .getObject()
                    .add(
                            new AttachmentOwner(AttachmentOwner.Kind.PARTY, to.id()),
                            words.file(),
                            new ByteArrayInputStream(words.fileText().getBytes(StandardCharsets.UTF_8)),
                            by);
        } catch (IOException full) {
            LOG.debug("The demo leaves out its file", full);
        }
    }

    private static Recurrence weekly(LocalDate from) {
        return new Recurrence(Recurrence.Every.WEEK, 1, Set.of(), from, null, ZoneId.systemDefault(), null);
    }

    private static NewTask call(String title, Contact who, Instant due) {
        return NewTask.call(title, due, who.id(), who.numbers().get(0).number(), null);
    }

    private static NewTask whole(String title, UUID party, UUID doer) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        return new NewTask(Task.What.OTHER, title, null, doer, null, null, today, null, party, null, null);
    }

    @Override
    public void changed(CallChange change) {
        Call call = change.now();
        if (change.justEnded() && call.result() == Call.Result.ANSWERED && call.external() != null && isMadeUp(call)) {
            writer.schedule(() -> write(call), WRITES_FOR.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** The visitor writes the notes of their own telephone. */
    private boolean isMadeUp(Call call) {
        return alive
                && pbx.getIfAvailable() != null
                && call.source().equals("demo")
                && !DemoCast.ANNA.equals(call.agent());
    }

    private void write(Call call) {
        try {
            DemoWords words = DemoWords.of(pbx.getObject().cast());
            int turn = count.getAndIncrement();
            List<Disposition> offered = dispositions.offered();
            staff.byTelephone(call.agent())
                    .filter(agent -> !offered.isEmpty())
                    .ifPresent(agent -> events.getObject()
                            .wrapUp(
                                    call,
                                    agent,
                                    new WrapUp(
                                            words.note(turn),
                                            offered.get(turn % offered.size()).id(),
                                            words.reason())));
        } catch (RuntimeException withoutDatabase) {
            LOG.debug("The demo leaves out a note", withoutDatabase);
        }
    }

    @Override
    public void destroy() {
        writer.shutdownNow();
    }
}
