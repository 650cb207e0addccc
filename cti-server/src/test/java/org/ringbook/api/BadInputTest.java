package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent wrongly is refused with words that say what to do, and says nothing of our inside. */
class BadInputTest extends Server {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET  | /api/calls?from=yesterday             |                       | 400 | from      | 2026-03-01T09:00:00Z
            GET  | /api/calls?to=2026-13-01              |                       | 400 | to        | 2026-03-01T09:00:00Z
            GET  | /api/calls?from=-999999999-01-01T00:00:00Z |                  | 400 | from      | 2026-03-01T09:00:00Z
            GET  | /api/calls?direction=sideways         |                       | 400 | direction | inbound
            GET  | /api/calls?result=INBOUND             |                       | 400 | result    | answered
            GET  | /api/calls?agent=anna                 |                       | 400 | agent     | agent=101
            GET  | /api/calls?number=hello               |                       | 400 | number    | %2B79161112233
            GET  | /api/calls?line=0                     |                       | 400 | line      | %2B79161112233
            GET  | /api/calls?contact=7                  |                       | 400 | contact   | no id
            GET  | /api/calls?contact=019ad000-0000-7000-8000-000000000009 |     | 400 | contact   | no contact
            GET  | /api/calls?limit=0                    |                       | 400 | limit     | 1 to 500
            GET  | /api/calls?limit=501                  |                       | 400 | limit     | next
            GET  | /api/calls?limit=many                 |                       | 400 | limit     | does not fit
            GET  | /api/calls?after=x                    |                       | 400 | after     | first page
            GET  | /api/calls?queue=%00                  |                       | 400 | queue     | queue
            GET  | /api/calls?form=2026-03-01            |                       | 400 | form      | Known: after
            GET  | /api/calls?limit=1&limit=2            |                       | 400 | limit     | more than once
            GET  | /api/calls/1                          |                       | 400 | id        | no id
            GET  | /api/calls/019ad000-0000-7000-8000-000000000009 |             | 404 |           | no such call
            GET  | /api/nothing                          |                       | 404 |           | openapi
            DELETE | /api/calls                          |                       | 405 |           | GET
            POST | /api/calls                            | {                     | 400 |           | line 1
            POST | /api/calls                            | [1]                   | 400 |           | JSON
            POST | /api/calls                            | {"to":{"a":1}}        | 400 | to        | does not fit
            POST | /api/calls                            | {"number":"1"}        | 400 | number    | not known
            POST | /api/calls                            | {"from":"101"}        | 400 | to        | which number
            POST | /api/contacts                         | {}                    | 400 | name      | name
            POST | /api/contacts                         | {"name":"M","numbers":[{"number":"abc"}]} | 400 | numbers[0].number | country code
            POST | /api/contacts                         | {"name":"M","numbers":[null]} | 400 | numbers[0].number | missing
            POST | /api/contacts                         | {"name":"M","companyId":"019ad000-0000-7000-8000-000000000009"} | 400 | companyId | company
            POST | /api/contacts                         | {"name":"M","companyId":"7"} | 400 | companyId | does not fit
            PUT  | /api/contacts/019ad000-0000-7000-8000-000000000009 | {"name":"M"} | 404 |        | no such person
            GET  | /api/contacts?after=x                 |                       | 400 | after     | first page
            POST | /api/companies                        | {"name":""}           | 400 | name      | name
            POST | /api/staff                            | {"name":"Anna","role":"boss"} | 400 | role | supervisor
            POST | /api/staff                            | {"name":"Ann","role":"agent","extensions":["1"]} | 400 | extensions | 2 to 6
            POST | /api/staff                            | {"name":"Ann","role":"agent","mobiles":["12"]} | 400 | mobiles | country code
            POST | /api/staff                            | {"name":"Ann","role":"agent","mobiles":[null]} | 400 | mobiles | country code
            POST | /api/staff                            | {"name":"Ann","role":"agent","extensions":["101"]} | 400 | extensions | 101
            POST | /api/staff                            | {"name":"Ann","role":"agent","login":"anna"} | 400 | login | anna
            POST | /api/events                           | {"text":" ","parties":[]} | 400 | text   | text
            POST | /api/events                           | {"text":"x"}          | 400 | parties   | contact
            POST | /api/events                           | {"text":"x","kind":"call"} | 400 | kind | telephone systems
            POST | /api/events                           | {"text":"x","kind":"smoke"} | 400 | kind | meeting
            POST | /api/events                           | {"text":"x","at":"noon"} | 400 | at      | 2026-12-01T07:00:00Z
            POST | /api/events                           | {"text":"x","parties":["019ad000-0000-7000-8000-000000000009"]} | 400 | parties | no such contact
            POST | /api/events                           | {"text":"x","callId":"019ad000-0000-7000-8000-000000000009"} | 404 |  | no such call
            GET  | /api/events?kind=smoke                |                       | 400 | kind      | meeting
            GET  | /api/events?contact=7                 |                       | 400 | contact   | no id
            GET  | /api/events?after=x                   |                       | 400 | after     | first page
            GET  | /api/events/019ad000-0000-7000-8000-000000000009 |            | 404 |           | no such event
            PUT  | /api/calls/019ad000-0000-7000-8000-000000000009/note | {"text":"x"} | 404 |     | no such call
            POST | /api/tasks                            | {"title":" "}         | 400 | title     | what is to be done
            POST | /api/tasks                            | {"title":"x","what":"dance"} | 400 | what | meeting
            POST | /api/tasks                            | {"title":"x","dueOn":"1.12."} | 400 | dueOn | 2026-12-01
            POST | /api/tasks                            | {"title":"x","number":"abc"} | 400 | number | country code
            POST | /api/tasks                            | {"title":"x","doerId":"019ad000-0000-7000-8000-000000000009"} | 400 | doerId | staff
            GET  | /api/tasks?view=mine                  |                       | 400 | view      | to_check
            POST | /api/tasks/019ad000-0000-7000-8000-000000000009/dance | {}    | 400 | action    | reopen
            POST | /api/tasks/019ad000-0000-7000-8000-000000000009/done | {}     | 404 |           | no such task
            GET  | /api/obligations?state=all            |                       | 400 | state     | closed
            GET  | /api/obligations?after=x              |                       | 400 | after     | first page
            POST | /api/obligations/019ad000-0000-7000-8000-000000000009/take |  | 404 |           | no such obligation
            POST | /api/dispositions                     | {"name":" "}          | 400 | name      | name
            POST | /api/dispositions                     | {"name":"x","asks":["money"]} | 400 | asks | reason
            POST | /api/tokens                           | {"name":""}           | 400 | name      | name
            POST | /api/tokens                           | {"name":"x","days":0} | 400 | days      | days
            DELETE | /api/tokens/019ad000-0000-7000-8000-000000000009 |          | 404 |           | no such token
            """)
    void isToldInWords(String method, String address, String body, int status, String field, String words) {
        Http.Answer answer = as("admin").send(method, address, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asString()).contains(words);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        if (field != null) {
            assertThat(answer.json().get("field").asString()).isEqualTo(field);
        }
        assertThat(answer.body()).doesNotContain("org.ringbook", "java.", "tools.jackson", "select ", "Exception");
    }

    @Test
    void wordsOfRulesComeInTheLanguageOfTheOneWhoAsks() {
        Http.Answer russian = as("admin").header("Accept-Language", "ru").post("/api/contacts", "{}");
        assertThat(russian.json().get("detail").asString()).containsPattern("[а-я]");
    }

    @Test
    void aBodyWithoutEndIsNotReadToItsEnd() {
        String huge = "{\"name\":\"" + "m".repeat(BodyLimit.MOST_BYTES) + "\"}";
        Http.Answer refused = as("admin").post("/api/contacts", huge);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("detail").asString()).contains("1 MB");
    }

    @Test
    void aBodyInChunksIsMeasuredToo() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", http().port())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(("POST /api/contacts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Authorization: " + as("admin").authorization()
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String chunk = Integer.toHexString(1 << 16) + "\r\n" + " ".repeat(1 << 16) + "\r\n";
            for (int i = 0; i < 17; i++) {
                out.write(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedByItsKind() {
        Http.Answer refused = as("admin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .post("/api/contacts", "name=M");
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.json().get("detail").asString()).contains("application/json");
    }
}
