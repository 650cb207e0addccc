package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Agent program", description = "Which version of the program on the desks belongs to this server.")
class AgentProgramApi {

    /**
     * @param version the one that everybody should have; null where the server was not built as a release
     * @param address where the company's people find it; null when nobody has said
     */
    @Schema(name = "AgentProgram")
    record Program(
            @Schema(nullable = true, example = "0.2.0") String version,

            @Schema(nullable = true, example = "https://files.example.org/ringbook")
            String address) {}

    private final Program program;

    AgentProgramApi(
            @Value("${ringbook.agent-program.version:}") String version,
            @Value("${ringbook.agent-program.address:}") String address) {
        String own = AgentProgramApi.class.getPackage().getImplementationVersion();
        this.program =
                new Program(version.isBlank() ? own : version.strip(), address.isBlank() ? null : address.strip());
    }

    @GetMapping("/api/agent-program")
    @Operation(
            operationId = "agentProgram",
            summary = "The agent program of this server",
            description =
                    "The program asks once a day and tells its person of another version; it changes nothing by itself.")
    Program program() {
        return program;
    }
}
