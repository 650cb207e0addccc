package org.ringbook.agent;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ringbook.agent.audio.RtpMedia;
import org.ringbook.agent.headless.HeadlessPhone;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.AudioChoice;
import org.ringbook.agent.phone.AudioFiles;
import org.ringbook.agent.phone.Codec;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.PhoneListener;
import org.ringbook.agent.sip.SipTelephone;
import org.ringbook.agent.ui.RunningPhone;

/** A telephone put together: what it can do, SIP, and sound, on a thread of its own. */
final class Softphone implements AutoCloseable {

    private static final List<Codec> CODECS = List.of(Codec.G722, Codec.OPUS, Codec.PCMA, Codec.PCMU);
    private static final long GOODBYE_MILLIS = 1000;
    private static final Logger LOG = Logger.getLogger(Softphone.class.getName());

    private final ScheduledExecutorService thread = new OneThread();
    private final RtpMedia media;
    private final SipTelephone sip;
    private final Phone phone;

    private Softphone(Account account, PhoneListener shown, Function<BiConsumer<String, String>, RtpMedia> sound) {
        // Who is told of trouble is made below, and calls come only after it.
        Phone[] made = new Phone[1];
        media = sound.apply((call, why) -> thread.execute(() -> made[0].trouble(call, why)));
        sip = new SipTelephone(account, media, thread);
        phone = new Phone(
                sip,
                shown,
                Clock.systemUTC(),
                (wait, what) -> thread.schedule(what, wait.toMillis(), TimeUnit.MILLISECONDS));
        made[0] = phone;
    }

    private void start() {
        thread.execute(() -> sip.start(phone));
    }

    /** A fault of ours must be seen: otherwise the thread would swallow it. */
    private static final class OneThread extends ScheduledThreadPoolExecutor {

        OneThread() {
            super(1, task -> {
                Thread made = new Thread(task, "phone");
                made.setDaemon(true);
                return made;
            });
            setRemoveOnCancelPolicy(true);
            // What comes after the end, comes from packets that were still on their way.
            setRejectedExecutionHandler(new DiscardPolicy());
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            if (task instanceof Future<?> future && future.isDone() && !future.isCancelled()) {
                try {
                    future.get();
                } catch (ExecutionException fault) {
                    LOG.log(Level.SEVERE, "A fault on the telephone's thread", fault.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /**
     * Without a window: obeys commands.
     *
     * @param devices whether it speaks and hears by microphone and speaker; otherwise by files
     */
    static Softphone headless(Account account, HeadlessPhone shown, boolean devices) {
        AudioFiles[] files = new AudioFiles[1];
        var made = new Softphone(account, shown, trouble -> {
            if (devices) {
                return RtpMedia.withSoundCard(CODECS, trouble);
            }
            RtpMedia.WithFiles sound = RtpMedia.withFiles(CODECS, trouble);
            files[0] = sound.files();
            return sound.media();
        });
        shown.with(new HeadlessPhone.Parts(made.phone, made.thread, files[0], made.sip::quality));
        made.start();
        return made;
    }

    /**
     * For a person.
     *
     * @param choice by which microphone and speaker; asked again and again
     */
    static RunningPhone window(Account account, PhoneListener shown, Supplier<AudioChoice> choice) {
        DoubleSupplier[] level = new DoubleSupplier[1];
        var made = new Softphone(account, shown, trouble -> {
            RtpMedia.WithDevices sound = RtpMedia.withDevices(CODECS, trouble, choice);
            level[0] = sound.level();
            return sound.media();
        });
        made.start();
        return new RunningPhone(made.phone, made.thread, made.sip::quality, level[0], made::close);
    }

    /** Hangs up and tells the PBX that nobody is here any more; waits a second for its answer at most. */
    @Override
    public void close() {
        var done = new CountDownLatch(1);
        thread.execute(() -> sip.stop(done::countDown));
        try {
            done.await(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
        media.close();
    }
}
