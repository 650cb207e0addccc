package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.control.Asking;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRefused;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.springframework.beans.factory.annotation.Autowired;

/** Who asked not to be called is called by nobody. */
class DoNotCallApiTest extends Server {

    @Autowired
    private CallControl control;

    private static final String MARIAS = "{\"to\":\"" + Cast.MARIAS + "\"}";

    @AfterEach
    void forget() {
        jdbc.sql("truncate do_not_call, do_not_call_import").update();
    }

    private String listed(String login) {
        Http.Answer added = as(login)
                .post("/api/do-not-call", "{\"number\":\"8 916 111-22-33\",\"reason\":\"просила не звонить\"}");
        assertThat(added.status()).isEqualTo(201);
        return added.json().get("id").asString();
    }

    @Test
    void anAgentPutsANumberOnTheListAndNobodyDialsIt() {
        String id = listed("anna");
        Http.Answer refused = as("anna").post("/api/calls", MARIAS);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asString()).isEqualTo("do_not_call");
        assertThat(refused.json().get("detail").asString()).contains("просила не звонить");
        assertThat(as("anna")
                        .post("/api/calls", MARIAS.replace("}", ",\"override\":\"очень надо\"}"))
                        .status())
                .as("she has not the right")
                .isEqualTo(409);
        assertThat(pbx.dialled).isEmpty();
        assertThat(as("anna").get("/api/do-not-call").status()).isEqualTo(403);
        assertThat(as("vera").get("/api/do-not-call?number=916111").json().get("items"))
                .hasSize(1);
        assertThat(as("vera")
                        .post("/api/do-not-call/" + id + "/end", "{\"reason\":\"попросила снова\"}")
                        .status())
                .isEqualTo(200);
        assertThat(as("anna").post("/api/calls", MARIAS).status()).isEqualTo(202);
        assertThat(as("vera").get("/api/do-not-call?ended=true").json().get("items"))
                .hasSize(1);
    }

    @Test
    void norDoesATelephoneThatDialsByItselfAndWhatItMayDialIsNotedLikeAnyOther() {
        String id = listed("anna");
        Asking anna = new Asking(staff.byLogin("anna").orElseThrow(), Entrance.SESSION, null);
        assertThatThrownBy(() -> control.mayDial(anna, "101", Cast.MARIAS.toString()))
                .isInstanceOfSatisfying(
                        CallRefused.class, refused -> assertThat(refused.code()).isEqualTo("do_not_call"));
        assertThatThrownBy(() -> control.mayDial(anna, "101", "+442079460018"))
                .as("a country that is closed")
                .isInstanceOf(CallRefused.class);
        as("vera").post("/api/do-not-call/" + id + "/end", "{\"reason\":\"попросила снова\"}");
        CallRequest noted = control.mayDial(anna, "101", Cast.MARIAS.toString());
        await().until(() -> as("anna")
                .get("/api/call-requests/" + noted.id())
                .json()
                .get("state")
                .asString()
                .equals("done"));
        assertThat(pbx.dialled).isEmpty();
    }

    @Test
    void aSupervisorCallsAllTheSameWithAReasonAndTheAuditKeepsIt() {
        listed("anna");
        assertThat(as("vera").post("/api/calls", MARIAS).status()).isEqualTo(409);
        assertThat(as("vera")
                        .post("/api/calls", MARIAS.replace("}", ",\"override\":\"отвечаем на её письмо\"}"))
                        .status())
                .isEqualTo(202);
        assertThat(pbx.dialled).hasSize(1);
        String audit = as("admin").get("/api/audit?kind=do_not_call").body();
        assertThat(audit)
                .contains("overridden")
                .contains("отвечаем на её письмо")
                .doesNotContain("9161112233");
    }

    @Test
    void aReasonThatIsTooLongIsRefusedInWordsAndWhatIsRefusedOverridesNothing() {
        listed("anna");
        Http.Answer refused =
                as("vera").post("/api/calls", MARIAS.replace("}", ",\"override\":\"" + "о".repeat(256) + "\"}"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asString()).isEqualTo("override");
        assertThat(pbx.dialled).isEmpty();
        assertThat(as("admin").get("/api/audit?kind=do_not_call").body()).doesNotContain("оооо");
    }

    @Test
    void beginningsAreASupervisorsAndWhatIsNotKeptIsRefused() {
        String beginning = "{\"prefix\":\"749\"}";
        assertThat(as("anna").post("/api/do-not-call", beginning).status()).isEqualTo(403);
        assertThat(as("vera").post("/api/do-not-call", beginning).status()).isEqualTo(201);
        for (String body : new String[] {
            "{\"prefix\":\"749\",\"purpose\":\"advertising\"}",
            "{\"prefix\":\"749\",\"campaign\":\"019ad000-0000-7000-8000-000000000009\"}",
            "{\"party\":\"019ad000-0000-7000-8000-000000000008\",\"campaign\":\"019ad000-0000-7000-8000-000000000009\"}"
        }) {
            assertThat(as("vera").post("/api/do-not-call", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void aRegisterOfWhichMuchWouldEndAsksWhetherTheFileIsWhole() {
        String address = "/api/do-not-call/imports?register=tps&country=GB";
        assertThat(csv(address, "02079460000\n02079460001\n").status()).isEqualTo(200);
        Http.Answer asked = csv(address, "02079460000\n");
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.json().get("detail").asString()).contains("would end");
        assertThat(csv(address + "&confirmed=true", "02079460000\n")
                        .json()
                        .get("ended")
                        .asInt())
                .isEqualTo(1);
    }

    private Http.Answer csv(String address, String numbers) {
        return as("admin").header("Content-Type", "text/csv").post(address, numbers);
    }

    @Test
    void anyOneMayAskWhetherANumberMayBeDialledNow() {
        Http.Answer open = as("anna").get("/api/may-dial?number=%2B79161112233");
        assertThat(open.json().get("allowed").asBoolean()).isTrue();
        Http.Answer advertising = as("anna").get("/api/may-dial?number=%2B79161112233&purpose=advertising");
        assertThat(advertising.json().get("allowed").asBoolean()).isFalse();
        assertThat(advertising.json().get("reasons").toString()).contains("no_consent");
        assertThat(as("anna").get("/api/may-dial?number=abc").status()).isEqualTo(400);
        assertThat(as("anna")
                        .get("/api/may-dial?number=%2B79161112233&purpose=fun")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNoNumberIsRefusedInWords() {
        for (String body : new String[] {
            "{}", "{\"number\":\"abc\"}", "{\"number\":\"+79161112233\",\"prefix\":\"7495\"}", "{\"prefix\":\"7\"}"
        }) {
            assertThat(as("vera").post("/api/do-not-call", body).status())
                    .as(body)
                    .isIn(400, 422);
        }
    }
}
