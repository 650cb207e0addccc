package org.ringbook.demo.beeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One employee's part in a call, as the PBX knows it. */
public final class BeelineLeg {

    /** @param userId null for somebody outside */
    record Party(String name, String address, String userId, String extension, String type) {

        static Party outside(String number) {
            return number == null ? null : new Party(null, "tel:+" + number, null, null, "Network");
        }

        static Party of(BeelineCloud.Employee employee) {
            return new Party(
                    employee.name(), "tel:" + employee.extension(), employee.userId(), employee.extension(), "Group");
        }

        String digits() {
            return address.replaceAll("[^0-9]", "");
        }
    }

    final BeelineCloud.Employee employee;
    final String callId;
    final Instant start;
    final List<String> redirections = new ArrayList<>();
    String tracking;
    String personality;
    String state = "Alerting";
    Party remote;
    Instant answer;
    Instant held;
    long totalHeld;
    Instant detached;
    Instant release;
    String cause;
    String releasedBy;
    String redirect = "";
    boolean recorded;

    BeelineLeg(BeelineCloud.Employee employee, String callId, String tracking, String personality, Instant start) {
        this.employee = employee;
        this.callId = callId;
        this.tracking = tracking;
        this.personality = personality;
        this.start = start;
    }

    public String tracking() {
        return tracking;
    }

    public String userId() {
        return employee.userId();
    }

    public String callId() {
        return callId;
    }

    public Instant start() {
        return start;
    }

    boolean inbound() {
        return personality.equals("Terminator");
    }

    void redirected(Party by, String reason) {
        redirections.add("<xsi:redirection><xsi:party>" + party(by) + "</xsi:party>" + element("reason", reason)
                + "</xsi:redirection>");
    }

    void redirectedTo(String address, String reason, Instant at) {
        redirect = "<xsi:redirect>" + element("address", address) + element("reason", reason)
                + element("redirectTime", millis(at)) + "</xsi:redirect>";
    }

    /** The element {@code call}, with all that is known at this moment. */
    String xml() {
        var xml = new StringBuilder("<xsi:call>")
                .append(element("callId", callId))
                .append(element("extTrackingId", tracking))
                .append(element("personality", personality))
                .append(element("state", state));
        if (cause != null) {
            xml.append("<xsi:releaseCause>")
                    .append(element("internalReleaseCause", cause))
                    .append(element("cdrTerminationCause", "111"))
                    .append("</xsi:releaseCause>");
        }
        xml.append(element("releasingParty", releasedBy));
        String other = remote == null ? "<xsi:privacy/>" : party(remote);
        xml.append("<xsi:remoteParty>").append(other).append("</xsi:remoteParty>");
        if (!redirections.isEmpty()) {
            xml.append("<xsi:redirections>")
                    .append(String.join("", redirections))
                    .append("</xsi:redirections>");
        }
        xml.append(redirect)
                .append(element("startTime", millis(start)))
                .append(element("answerTime", millis(answer)))
                .append(element("heldTime", millis(held)))
                .append(element("totalHeldTime", totalHeld == 0 ? null : Long.toString(totalHeld)))
                .append(element("detachedTime", millis(detached)))
                .append(element("releaseTime", millis(release)));
        if (recorded) {
            xml.append("<xsi:recorded/>").append(element("recordingState", "Started"));
        }
        return xml.append("</xsi:call>").toString();
    }

    private static String party(Party party) {
        String whole = party.extension == null || party.userId == null ? null : party.address;
        return element("name", party.name)
                + element("address", party.address)
                + element("userId", party.userId)
                + element("userDN", whole == null ? null : whole + ";ext=" + party.extension)
                + element("callType", party.type);
    }

    private static String millis(Instant time) {
        return time == null ? null : Long.toString(time.toEpochMilli());
    }

    static String element(String name, String text) {
        if (text == null) {
            return "";
        }
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<xsi:" + name + ">" + escaped + "</xsi:" + name + ">";
    }
}
