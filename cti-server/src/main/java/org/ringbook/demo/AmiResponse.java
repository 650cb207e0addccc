package org.ringbook.demo;

/** The answer to one action, with the action's id. */
final class AmiResponse {

    private final StringBuilder text = new StringBuilder();

    private AmiResponse(String response, AmiRequest request) {
        with("Response", response);
        var id = request == null ? "" : request.get("ActionID");
        if (!id.isEmpty()) {
            with("ActionID", id);
        }
    }

    static AmiResponse success(AmiRequest to) {
        return new AmiResponse("Success", to);
    }

    static AmiResponse success(AmiRequest to, String message) {
        return success(to).with("Message", message);
    }

    static AmiResponse error(AmiRequest to, String message) {
        return new AmiResponse("Error", to).with("Message", message);
    }

    static AmiResponse goodbye(AmiRequest to) {
        return new AmiResponse("Goodbye", to).with("Message", "Thanks for all the fish.");
    }

    static AmiResponse listFollows(AmiRequest to, String message) {
        return success(to).with("EventList", "start").with("Message", message);
    }

    AmiResponse with(String header, Object value) {
        text.append(header).append(": ").append(value).append("\r\n");
        return this;
    }

    String wire() {
        return text + "\r\n";
    }
}
