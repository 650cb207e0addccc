package org.ringbook.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for the whole API, for {@code /api/openapi.json}; the rest is taken from the code of each address. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final Map<String, String> ERRORS = Map.of(
            "400", "Something in the request does not fit; `field` and `detail` say what.",
            "401", "Not signed in.",
            "403", "The role does not allow it.",
            "404", "No such thing, or not for the one who asks.");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Ringbook")
                                .version("1")
                                .description(
                                        "Calls, contacts, companies and staff as JSON. Times are ISO-8601 in UTC, durations"
                                                + " in seconds, telephone numbers E.164. Lists are newest first or by name; `next` of a"
                                                + " page is the `after` of the one that follows. Errors are problem+json (RFC 9457)."))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                "password",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic"))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("password"))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    @Bean
    OpenApiCustomizer errors() {
        return api -> {
            ModelConverters.getInstance(true).read(Problem.class).forEach(api.getComponents()::addSchemas);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(ApiDescription::addErrors);
        };
    }

    private static void addErrors(Operation operation) {
        ERRORS.forEach((status, words) -> operation.getResponses().putIfAbsent(status, problem(words)));
    }

    private static ApiResponse problem(String words) {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(words)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }
}
