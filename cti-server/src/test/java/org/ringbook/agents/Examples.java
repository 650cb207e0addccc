package org.ringbook.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example messages that both ends of a session are tested against. */
public final class Examples {

    private static final Path FOLDER = Path.of("..", "agents-session");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Examples() {}

    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode example(String name) {
        return json(text(name));
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
