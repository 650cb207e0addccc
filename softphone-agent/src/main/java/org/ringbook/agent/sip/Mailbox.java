package org.ringbook.agent.sip;

import java.text.ParseException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.SipURI;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.ringbook.agent.phone.MessagesWaiting;

/**
 * What waits in the account's mailbox (RFC 3842): some PBXs tell it by themselves, others want to be asked; a PBX that does not know
 * what is meant is asked once. On the telephone's thread.
 */
final class Mailbox implements ResponseHandler {

    private static final int WANTED_SECONDS = 3600;
    private static final int AGAIN_SECONDS = 300;
    /** Answers of a PBX that knows nothing of mailboxes (405, 489, 501), or has none for us (404). */
    private static final Set<Integer> NEVER =
            Set.of(Response.NOT_FOUND, Response.METHOD_NOT_ALLOWED, Response.BAD_EVENT, Response.NOT_IMPLEMENTED);

    private static final String EVENT = "message-summary";
    private static final String SUMMARY = "application/simple-message-summary";
    private static final Pattern WAITING = Pattern.compile("(?im)^messages-waiting\\s*:\\s*(yes|no)\\s*$");
    private static final Pattern VOICE =
            Pattern.compile("(?im)^voice-message\\s*:\\s*([0-9]{1,6})\\s*/\\s*([0-9]{1,6})\\b");

    private final ScheduledExecutorService thread;
    private final Consumer<MessagesWaiting> told;
    private Requests requests;
    private String user;
    private Dialog dialog;
    private ScheduledFuture<?> next;
    private boolean asked;

    Mailbox(ScheduledExecutorService thread, Consumer<MessagesWaiting> told) {
        this.thread = thread;
        this.told = told;
    }

    /** Over a new way to the PBX everything begins anew. */
    void over(Requests way, String account) {
        stop();
        requests = way;
        user = account;
        asked = false;
    }

    void stop() {
        dialog = null;
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** The PBX knows us: it can be asked. */
    void registered() {
        if (!asked && requests != null) {
            asked = true;
            subscribe();
        }
    }

    private void subscribe() {
        next = null;
        try {
            SipURI own = requests.uri(user);
            Request request = dialog == null
                    ? requests.outside("SUBSCRIBE", own, own, requests.newCallId(), 1)
                    : requests.inside(dialog, "SUBSCRIBE");
            request.setHeader(requests.header("Event", EVENT));
            request.setHeader(requests.header("Accept", SUMMARY));
            request.setHeader(requests.header("Expires", String.valueOf(WANTED_SECONDS)));
            requests.send(request, dialog, this);
        } catch (ParseException | InvalidArgumentException ofOurOwn) {
            throw new IllegalStateException(ofOurOwn);
        } catch (SipException gone) {
            later();
        }
    }

    /** The PBX, or the way to it, is away for a while: what was known of messages must not stay for ever. */
    private void later() {
        stop();
        next = thread.schedule(this::subscribe, AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void answered(Response response, Dialog of) {
        int code = response.getStatusCode();
        if (code >= 200 && code < 300) {
            dialog = of;
            ExpiresHeader expires = response.getExpires();
            int seconds = expires == null ? WANTED_SECONDS : Math.max(60, expires.getExpires());
            next = thread.schedule(this::subscribe, seconds * 9L / 10, TimeUnit.SECONDS);
        } else if (code >= 300) {
            boolean forgotten = code == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST && dialog != null;
            dialog = null;
            if (forgotten) {
                subscribe();
            } else if (!NEVER.contains(code)) {
                later();
            }
        }
    }

    @Override
    public void silent() {
        later();
    }

    /** @return whether it was about the mailbox */
    boolean told(Request notify) {
        if (!Wishes.all(notify, "Event").toLowerCase(Locale.ROOT).startsWith(EVENT)) {
            return false;
        }
        MessagesWaiting read = read(FromPbx.text(notify));
        if (read != null) {
            told.accept(read);
        }
        return true;
    }

    /** Null when nothing is said of messages. */
    static MessagesWaiting read(String summary) {
        Matcher waiting = WAITING.matcher(summary);
        Matcher voice = VOICE.matcher(summary);
        boolean counted = voice.find();
        if (!waiting.find()) {
            return null;
        }
        return new MessagesWaiting(
                waiting.group(1).equalsIgnoreCase("yes"),
                counted ? Integer.parseInt(voice.group(1)) : 0,
                counted ? Integer.parseInt(voice.group(2)) : 0);
    }
}
