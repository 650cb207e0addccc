package org.ringbook.telephony.megafon;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.OperatorApi;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PacedQueue.SlowDown;
import org.ringbook.telephony.operators.PbxFailed;
import tools.jackson.databind.JsonNode;

/** What is asked of the PBX, over its newer interface and its older one. Any thread; each waits for the answer. */
final class MegaFonApi {

    /** Nothing is published; so one request a second is read, and commands of people do not wait for that. */
    static final List<Rate> RATES =
            List.of(new Rate("read", 1, Duration.ofSeconds(1)), new Rate("command", 4, Duration.ofSeconds(1)));

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final String key;
    private final OperatorApi api;

    /** @param address with a slash at its end */
    MegaFonApi(String address, String key, List<Rate> rates) {
        this.key = key;
        this.api = new OperatorApi("megafon", address, new PacedQueue(50, rates), MOST_BYTES);
    }

    /** Reads of the newer interface. @param path below {@code crmapi/v1/} */
    String read(String path, Map<String, String> query, Duration patience) throws PbxFailed, InterruptedException {
        String url = "crmapi/v1/" + path + (query.isEmpty() ? "" : "?" + OperatorApi.query(query));
        return api.send(List.of("read"), patience, rest(url).GET(), MegaFonApi::judged);
    }

    /** A command of the newer interface, which takes JSON. */
    String command(String path, String json, Duration patience) throws PbxFailed, InterruptedException {
        HttpRequest.Builder request = rest("crmapi/v1/" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return api.send(List.of("command"), patience, request, MegaFonApi::judged);
    }

    private HttpRequest.Builder rest(String url) {
        return api.to(url).header("X-API-KEY", key);
    }

    /** The older interface: a form, in which the key stands. @param kind "read" or "command" */
    String legacy(String kind, String command, Map<String, String> parameters, Duration patience)
            throws PbxFailed, InterruptedException {
        var form = new LinkedHashMap<String, String>();
        form.put("cmd", command);
        form.put("token", key);
        form.putAll(parameters);
        HttpRequest.Builder request = api.to("sys/crm_api.wcgp")
                .header("Content-Type", OperatorApi.FORM)
                .POST(HttpRequest.BodyPublishers.ofString(OperatorApi.form(form)));
        return api.send(List.of(kind), patience, request, MegaFonApi::judged);
    }

    private static String judged(OperatorApi.Reply reply) throws PbxFailed, SlowDown {
        int status = reply.status();
        String body = reply.body();
        switch (status) {
            case 429 -> throw reply.slowDown();
            case 401 -> throw new PbxFailed(Notice.of("megafon.key"));
            case 403 -> throw new PbxFailed(Notice.of("megafon.right", reply.start()));
            case 404, 405, 501 -> throw new PbxFailed(Notice.of("megafon.not-there", status), true);
            default -> {}
        }
        boolean page = body.stripLeading().startsWith("<");
        if (status >= 300 || page) {
            throw new PbxFailed(
                    Notice.of("megafon.status", status, page ? "HTML" : reply.start()), page && status < 300);
        }
        return body;
    }

    /** @throws PbxFailed when it is no JSON */
    static JsonNode json(String body) throws PbxFailed {
        JsonNode json = ReceivedMessage.tree(body);
        if (json == null) {
            throw new PbxFailed(Notice.of("megafon.status", 200, OperatorApi.Reply.start(body)));
        }
        return json;
    }
}
