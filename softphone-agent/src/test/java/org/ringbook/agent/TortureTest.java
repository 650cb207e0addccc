package org.ringbook.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringbook.agent.sip.SmallPbx;

/**
 * Messages after the descriptions of RFC 4475, by their names there, written for a telephone: what is valid though it does not look so
 * is taken, what is not is refused with one of the answers that the RFC allows or not at all, and the telephone goes on.
 */
class TortureTest {

    private static final int NONE = 0;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final Pattern ANSWER = Pattern.compile("SIP/2\\.0 ([0-9]{3}) .*", Pattern.DOTALL);

    private final SmallPbx pbx = new SmallPbx();
    private final Map<String, String> messages = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> allowed = new LinkedHashMap<>();

    private String via(String name) {
        return "Via: SIP/2.0/UDP 127.0.0.1:" + pbx.port() + ";branch=z9hG4bK." + name + ";rport\r\n";
    }

    private String head(String name, String method) {
        return via(name) + "To: <sip:101@example.com>\r\nFrom: <sip:caller@example.net>;tag=" + name + "\r\nCall-ID: "
                + name + "\r\nCSeq: 1 " + method + "\r\nMax-Forwards: 70\r\n";
    }

    private static final String SDP = "v=0\r\no=m 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 49217 RTP/AVP 0 12\r\nm=video 3227 RTP/AVP 31\r\na=rtpmap:31 LPC\r\n";

    private String invite(String name, String more) {
        return "INVITE sip:101@example.com SIP/2.0\r\n" + head(name, "INVITE")
                + "Contact: <sip:caller@127.0.0.1:" + pbx.port() + ">\r\n" + more
                + "Content-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP;
    }

    private String options(String name, String line, String more) {
        return line + "\r\n" + head(name, "OPTIONS") + more + "Content-Length: 0\r\n\r\n";
    }

    private void says(String name, String message, Integer... answers) {
        messages.put(name, message);
        allowed.put(name, Set.of(answers));
    }

    /** 3.1.1: none of these is refused for how it is written. */
    private void valid() {
        says(
                "wsinv",
                "INVITE sip:vivekg@example.com;unknownparam SIP/2.0\r\nTO :\r\n sip:vivekg@example.com ;   tag    = 1918181833n\r\n"
                        + "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n"
                        + "MaX-fOrWaRdS: 0068\r\nCall-ID: wsinv\r\nContent-Length   : " + SDP.length()
                        + "\r\ncseq: 0009\r\n  INVITE\r\nVia  : SIP  /   2.0\r\n /UDP\r\n    127.0.0.1:" + pbx.port()
                        + ";branch=z9hG4bK.wsinv;rport\r\ns :\r\nNewFangledHeader:   newfangled value\r\n"
                        + " continued newfangled value\r\nUnknownHeaderWithUnusualValue: ;;,,;;,;\r\n"
                        + "Content-Type: application/sdp\r\nm:\"Quoted string \\\"\\\"\" <sip:caller@127.0.0.1:"
                        + pbx.port()
                        + "> ; newparam =\r\n      newvalue ;\r\n  secondparam ; q = 0.33\r\n\r\n" + SDP,
                180,
                481);
        says(
                "intmeth",
                "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0\r\n"
                        + via("intmeth")
                        + "To: \"BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007F\" <sip:101@example.com>\r\n"
                        + "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"работающий\";tag=_token~1'+`*%!-.\r\n"
                        + "Call-ID: intmeth\r\nCSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~\r\n"
                        + "Max-Forwards: 255\r\nContent-Length: 0\r\n\r\n",
                405,
                501,
                400,
                NONE);
        says(
                "esc01",
                invite("esc01", "").replace("sip:101@example.com SIP", "sip:sips%3Auser%40example.com@example.net SIP"),
                180);
        says(
                "escnull",
                "REGISTER sip:example.com SIP/2.0\r\n" + head("escnull", "REGISTER")
                        + "Contact: <sip:%00@127.0.0.1>\r\nContact: <sip:%00%00@127.0.0.1>\r\nContent-Length: 0\r\n\r\n",
                405,
                501);
        says(
                "esc02",
                "RE%47IST%45R sip:registrar.example.com SIP/2.0\r\n" + head("esc02", "RE%47IST%45R")
                        + "Contact: <sip:alias1@127.0.0.1>\r\nContent-Length: 0\r\n\r\n",
                405,
                501);
        says(
                "lwsdisp",
                options("lwsdisp", "OPTIONS sip:user@example.com SIP/2.0", "").replace("From: <", "From: caller<"),
                200);
        says(
                "longreq",
                invite("longreq", "Unknown-" + "Long-".repeat(20) + "Name: " + "unknown-value-".repeat(40) + "\r\n")
                        .replace("tag=longreq", "tag=12" + "9".repeat(500))
                        .replace("From: <", "From: \"I have a user name of " + "extreme".repeat(40) + " proportion\" <")
                        .replace("To: <", "To: \"I have " + "very ".repeat(30) + "long name\" <"),
                180);
        says(
                "dblreq",
                options("dblreq", "OPTIONS sip:101@example.com SIP/2.0", "")
                        + "INVITE sip:joe@example.com SIP/2.0\r\nt: sip:joe@example.com\r\n\r\n",
                200);
        says("semiuri", options("semiuri", "OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0", ""), 200);
        says(
                "transports",
                options("transports", "OPTIONS sip:user@example.com SIP/2.0", "")
                        .replace(
                                "To: <",
                                "Via: SIP/2.0/SCTP t1.example.com;branch=z9hG4bKkmk\r\nVia: SIP/2.0/TLS t2.example.com;branch=z9hG4bKklj\r\n"
                                        + "Via: SIP/2.0/UNKNOWN t3.example.com;branch=z9hG4bKpsq\r\nTo: <"),
                200);
        says(
                "mpart01",
                "MESSAGE sip:101@example.com SIP/2.0\r\n" + head("mpart01", "MESSAGE")
                        + "Content-Type: multipart/mixed;boundary=7a9cbec02ceef655\r\nContent-Length: 60\r\n\r\n"
                        + "--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHi!\r\n--x",
                405,
                415);
        says("unreason", response("unreason", "200 = 2**3 * 5**2 но сто девяносто девять - простое"), NONE);
        says("noreason", response("noreason", "100 "), NONE);
    }

    private String response(String name, String status) {
        return "SIP/2.0 " + status + "\r\n" + head(name, "INVITE") + "Content-Length: 0\r\n\r\n";
    }

    /** 3.1.2: not to be read; who can be told so is told 400, the rest is dropped. */
    private void unreadable() {
        says(
                "badinv01",
                invite("badinv01", "").replace("To: <sip:101@example.com>", "To: <sip:101@example.com>;,;,,"),
                400,
                NONE);
        says(
                "clerr",
                invite("clerr", "").replace("Content-Length: " + SDP.length(), "Content-Length: 9999"),
                400,
                180,
                NONE);
        says(
                "ncl",
                invite("ncl", "").replace("Content-Length: " + SDP.length(), "Content-Length: -999"),
                400,
                180,
                NONE);
        says(
                "scalar02",
                "REGISTER sip:example.com SIP/2.0\r\n"
                        + head("scalar02", "REGISTER").replace("CSeq: 1", "CSeq: 36893488147419103232")
                        + "Expires: 1000000000000000000000000000000000000000000000\r\nContent-Length: 0\r\n\r\n",
                400,
                405,
                NONE);
        says(
                "scalarlg",
                response("scalarlg", "503 Service Unavailable").replace("CSeq: 1", "CSeq: 9292394834772304023312"),
                NONE);
        says("quotbal", invite("quotbal", "").replace("To: <", "To: \"Mr. J. User <"), 400, NONE);
        says(
                "ltgtruri",
                invite("ltgtruri", "").replace("INVITE sip:101@example.com", "INVITE <sip:101@example.com>"),
                400,
                NONE);
        says(
                "lwsruri",
                invite("lwsruri", "").replace("INVITE sip:101@example.com", "INVITE sip:101@example.com; lr"),
                400,
                NONE);
        says(
                "lwsstart",
                invite("lwsstart", "").replace("INVITE sip:101@example.com SIP", "INVITE  sip:101@example.com  SIP"),
                400,
                180,
                NONE);
        says("trws", options("trws", "OPTIONS sip:101@example.com SIP/2.0  ", ""), 400, 200, NONE);
        says(
                "escruri",
                invite("escruri", "").replace("101@example.com SIP", "101@example.com?Route=%3Csip:example.com%3E SIP"),
                400);
        says("baddate", invite("baddate", "Date: Fri, 01 Jan 2010 16:00:00 EST\r\n"), 180, 400);
        says(
                "regbadct",
                "REGISTER sip:example.com SIP/2.0\r\n" + head("regbadct", "REGISTER")
                        + "Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E\r\nContent-Length: 0\r\n\r\n",
                400,
                405,
                NONE);
        says(
                "badaspec",
                options("badaspec", "OPTIONS sip:user@example.org SIP/2.0", "")
                        .replace("To: <sip:101@example.com>", "To: \"Watson, Thomas\" < sip:t.watson@example.org >"),
                200,
                400,
                NONE);
        says(
                "baddn",
                options("baddn", "OPTIONS sip:user@example.org SIP/2.0", "").replace("To: <", "To: Bell, Alexander <"),
                200,
                400,
                NONE);
        // The stack does not tell which version was written: it is answered as if it were ours.
        says("badvers", options("badvers", "OPTIONS sip:101@example.org SIP/7.0", ""), 200, 505, 400, NONE);
        says(
                "mismatch01",
                options("mismatch01", "OPTIONS sip:user@example.com SIP/2.0", "")
                        .replace("1 OPTIONS", "8 INVITE"),
                400,
                NONE);
        says(
                "mismatch02",
                options("mismatch02", "NEWMETHOD sip:user@example.com SIP/2.0", "")
                        .replace("1 OPTIONS", "8 INVITE"),
                400,
                501,
                NONE);
        says("bigcode", response("bigcode", "4294967301 better not break the receiver"), NONE);
    }

    /** 3.2 to 3.4: to be read, and still not to be done. */
    private void unacceptable() {
        says(
                "badbranch",
                options("badbranch", "OPTIONS sip:user@example.com SIP/2.0", "")
                        .replace(";branch=z9hG4bK.badbranch", ";branch=z9hG4bK"),
                200,
                400,
                NONE);
        says(
                "insuf",
                "INVITE sip:user@example.com SIP/2.0\r\nCSeq: 193942 INVITE\r\n" + via("insuf")
                        + "Content-Type: application/sdp\r\nContent-Length: 0\r\n\r\n",
                400,
                NONE);
        says(
                "unkscm",
                options("unkscm", "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0", ""),
                416,
                400,
                NONE);
        says("novelsc", options("novelsc", "OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0", ""), 416, 400, NONE);
        says(
                "unksm2",
                "REGISTER sip:example.com SIP/2.0\r\n"
                        + head("unksm2", "REGISTER").replace("To: <sip:101@example.com>", "To: isbn:2983792873")
                        + "Contact: <name:John_Smith>\r\nContent-Length: 0\r\n\r\n",
                405,
                400,
                NONE);
        says(
                "bext01",
                options(
                        "bext01",
                        "OPTIONS sip:user@example.com SIP/2.0",
                        "Require: nothingSupportsThis, nothingSupportsThisEither\r\nProxy-Require: noProxiesSupportThis\r\n"),
                420);
        says("invut", invite("invut", "").replace("application/sdp", "application/unknownformat"), 415);
        says(
                "regaut01",
                "REGISTER sip:example.com SIP/2.0\r\n" + head("regaut01", "REGISTER")
                        + "Authorization: NoOneKnowsThisScheme opaque-data=here\r\nContent-Length: 0\r\n\r\n",
                405,
                400,
                NONE);
        says(
                "multi01",
                invite(
                        "multi01",
                        "CSeq: 59 INVITE\r\nCall-ID: multi01\r\nTo: <sip:other@example.com>\r\nMax-Forwards: 5\r\n"),
                400,
                180,
                NONE);
        says(
                "mcl01",
                options("mcl01", "OPTIONS sip:user@example.com SIP/2.0", "Content-Length: 13\r\n"),
                400,
                200,
                NONE);
        says("bcast", response("bcast", "200 OK").replace("127.0.0.1:" + pbx.port(), "255.255.255.255"), NONE);
        says(
                "zeromf",
                options("zeromf", "OPTIONS sip:user@example.com SIP/2.0", "")
                        .replace("Max-Forwards: 70", "Max-Forwards: 0"),
                200,
                483);
        for (String name : List.of("cparam01", "cparam02", "regescrt")) {
            says(
                    name,
                    "REGISTER sip:example.com SIP/2.0\r\n" + head(name, "REGISTER")
                            + (name.equals("cparam01")
                                    ? "Contact: sip:+19725552222@gw1.example.net;unknownparam\r\n"
                                    : "Contact: <sip:user@example.com?Route=%3Csip:x%3E;unknownparam>\r\n")
                            + "Content-Length: 0\r\n\r\n",
                    405,
                    400);
        }
        says("sdp01", invite("sdp01", "Accept: text/nobodyKnowsThis\r\n"), 406, 180);
        says(
                "inv2543",
                invite("inv2543", "").replace(";branch=z9hG4bK.inv2543", "").replace(";tag=inv2543", ""),
                180,
                400,
                NONE);
    }

    @Test
    void whatLooksWrongIsTakenWhatIsWrongIsRefusedAndTheTelephoneGoesOn() throws Exception {
        valid();
        unreadable();
        unacceptable();
        Map<String, String> wrong = new TreeMap<>();
        try (var anna = new Desk(pbx.address("101"), "secret").registers()) {
            for (Map.Entry<String, String> message : messages.entrySet()) {
                pbx.seen.clear();
                pbx.says("101", message.getValue());
                // Whatever comes of it has mostly come when this question, which is behind it, is answered.
                isAlive("after-" + message.getKey());
                int answer = settled(message.getKey());
                if (!allowed.get(message.getKey()).contains(answer)) {
                    wrong.put(message.getKey(), answer + ", allowed " + allowed.get(message.getKey()));
                }
                clean(message.getKey());
            }
            anna.does("dial to=199").ended("not_found");
        } finally {
            pbx.close();
        }
        assertThat(wrong).isEmpty();
        assertThat(messages).hasSizeGreaterThanOrEqualTo(48);
    }

    /** An INVITE that rings is taken back, so that the next finds the telephone free. */
    private void clean(String name) throws IOException, InterruptedException {
        String message = messages.get(name);
        if (!message.startsWith("INVITE")) {
            return;
        }
        pbx.says(
                "101",
                message.replaceAll("INVITE", "CANCEL")
                        .replaceFirst("(?s)Content-Type:.*", "Content-Length: 0\r\n\r\n"));
        isAlive("cleaned-" + name);
    }

    private void isAlive(String id) throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        for (int round = 0; System.currentTimeMillis() < deadline; round++) {
            pbx.says("101", options(id + round, "OPTIONS sip:101@example.com SIP/2.0", ""));
            long next = System.currentTimeMillis() + 500;
            while (System.currentTimeMillis() < next) {
                String callId = "Call-ID: " + id + round + "\r\n";
                if (pbx.seen.stream().anyMatch(text -> text.startsWith("SIP/2.0 200") && text.contains(callId))) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        throw new AssertionError("no answer to " + id);
    }

    /** Two threads read: the answer may still be on its way. */
    private int settled(String name) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS / 10;
        while (!allowed.get(name).contains(answer(name)) && System.currentTimeMillis() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return answer(name);
    }

    /** The last answer to it that is not a mere sign of life; 0 for none. */
    private int answer(String name) {
        int found = NONE;
        for (String text : pbx.seen) {
            Matcher answer = ANSWER.matcher(text);
            boolean about = text.contains("branch=z9hG4bK." + name + ";")
                    || text.contains("branch=z9hG4bK." + name + "\r\n")
                    || text.contains("Call-ID: " + name + "\r\n");
            if (answer.matches() && about && !answer.group(1).equals("100")) {
                found = Integer.parseInt(answer.group(1));
            }
        }
        return found;
    }
}
