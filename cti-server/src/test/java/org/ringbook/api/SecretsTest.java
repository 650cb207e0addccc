package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With everything logged that our code and the framework's doors can log, no secret is in it. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest extends Server {

    @Autowired
    private LoggingSystem logging;

    @Test
    void noPasswordAndNoTokenIsEverLogged(CapturedOutput output) {
        String[] loud = {"org.ringbook", "org.springframework.security", "org.springframework.web"};
        for (String logger : loud) {
            logging.setLogLevel(logger, LogLevel.TRACE);
        }
        try {
            String token = as("anna")
                    .post("/api/tokens", "{\"name\":\"shop\"}")
                    .json()
                    .get("secret")
                    .asString();
            http().bearer(token).get("/api/staff/me");
            http().basic("anna", "a-wrong-secret").get("/api/staff/me");
            as("admin")
                    .put(
                            "/api/staff/" + staff.byLogin("boris").orElseThrow().id() + "/password",
                            "{\"password\":\"" + passwordOf("boris") + "\"}");
            assertThat(output.getAll()).contains("/api/staff/me");
            for (String secret : new String[] {
                token,
                "a-wrong-secret",
                passwordOf("anna"),
                passwordOf("boris"),
                passwordOf("admin"),
                as("anna").authorization()
            }) {
                assertThat(output.getAll()).doesNotContain(secret);
            }
        } finally {
            for (String logger : loud) {
                logging.setLogLevel(logger, null);
            }
        }
    }
}
