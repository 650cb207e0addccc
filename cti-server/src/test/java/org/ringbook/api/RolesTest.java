package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringbook.Cast;
import org.ringbook.staff.Role;

/** Every address of the API, asked by everybody. */
class RolesTest extends Server {

    private static final String SOME_ID = "019ad000-0000-7000-8000-000000000009";
    private static final Map<String, Role> LEAST = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /api/agent-program", Role.AGENT),
            Map.entry("GET /api/calls", Role.AGENT),
            Map.entry("POST /api/calls", Role.AGENT),
            Map.entry("GET /api/calls.csv", Role.AGENT),
            Map.entry("GET /api/calls/{id}", Role.AGENT),
            Map.entry("GET /api/calls/{id}/flight", Role.SUPERVISOR),
            Map.entry("POST /api/calls/{id}/recording/pause", Role.AGENT),
            Map.entry("POST /api/calls/{id}/recording/resume", Role.AGENT),
            Map.entry("GET /api/calls/requests/{id}", Role.AGENT),
            Map.entry("GET /api/contacts", Role.AGENT),
            Map.entry("POST /api/contacts", Role.AGENT),
            Map.entry("GET /api/contacts/{id}", Role.AGENT),
            Map.entry("PUT /api/contacts/{id}", Role.AGENT),
            Map.entry("DELETE /api/contacts/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/contacts.csv", Role.SUPERVISOR),
            Map.entry("POST /api/contacts/import", Role.SUPERVISOR),
            Map.entry("GET /api/contacts/imports", Role.SUPERVISOR),
            Map.entry("GET /api/contacts/imports/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/contacts/imports/{id}/undo", Role.SUPERVISOR),
            Map.entry("DELETE /api/contacts/imports/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/companies", Role.AGENT),
            Map.entry("POST /api/companies", Role.AGENT),
            Map.entry("GET /api/companies/{id}", Role.AGENT),
            Map.entry("PUT /api/companies/{id}", Role.AGENT),
            Map.entry("DELETE /api/companies/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/staff", Role.SUPERVISOR),
            Map.entry("GET /api/staff/me", Role.AGENT),
            Map.entry("GET /api/staff/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/staff", Role.ADMINISTRATOR),
            Map.entry("PUT /api/staff/{id}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/staff/{id}/password", Role.ADMINISTRATOR),
            Map.entry("PUT /api/staff/me/password", Role.AGENT),
            Map.entry("GET /api/staff/tokens", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/staff/tokens/{id}", Role.ADMINISTRATOR),
            Map.entry("GET /api/tokens", Role.AGENT),
            Map.entry("POST /api/tokens", Role.AGENT),
            Map.entry("DELETE /api/tokens/{id}", Role.AGENT),
            Map.entry("GET /api/recordings", Role.AGENT),
            Map.entry("GET /api/recordings/{id}", Role.AGENT),
            Map.entry("GET /api/recordings/{id}/audio", Role.AGENT),
            Map.entry("GET /api/recordings/{id}/peaks", Role.AGENT),
            Map.entry("GET /api/recordings/{id}/talk", Role.AGENT),
            Map.entry("GET /api/recordings/{id}/notes", Role.AGENT),
            Map.entry("POST /api/recordings/{id}/notes", Role.AGENT),
            Map.entry("DELETE /api/recordings/{id}/notes/{note}", Role.AGENT),
            Map.entry("POST /api/recordings/{id}/fetch", Role.SUPERVISOR),
            Map.entry("GET /api/recordings/completeness", Role.SUPERVISOR),
            Map.entry("GET /api/recordings/plays", Role.ADMINISTRATOR),
            Map.entry("GET /api/audit", Role.ADMINISTRATOR),
            Map.entry("GET /api/connections", Role.ADMINISTRATOR),
            Map.entry("POST /api/connections", Role.ADMINISTRATOR),
            Map.entry("GET /api/connections/kinds", Role.ADMINISTRATOR),
            Map.entry("POST /api/connections/trials", Role.ADMINISTRATOR),
            Map.entry("GET /api/connections/trials/{id}", Role.ADMINISTRATOR),
            Map.entry("GET /api/connections/{name}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/connections/{name}", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/connections/{name}", Role.ADMINISTRATOR),
            Map.entry("GET /api/webhooks", Role.ADMINISTRATOR),
            Map.entry("POST /api/webhooks", Role.ADMINISTRATOR),
            Map.entry("GET /api/webhooks/{id}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/webhooks/{id}", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/webhooks/{id}", Role.ADMINISTRATOR),
            Map.entry("POST /api/webhooks/{id}/secret", Role.ADMINISTRATOR),
            Map.entry("POST /api/webhooks/{id}/test", Role.ADMINISTRATOR),
            Map.entry("GET /api/webhooks/{id}/deliveries", Role.ADMINISTRATOR),
            Map.entry("POST /api/webhooks/{id}/deliveries/{number}/replay", Role.ADMINISTRATOR),
            Map.entry("POST /api/webhooks/{id}/replay", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/call-limits/beginnings/{digits}", Role.ADMINISTRATOR),
            Map.entry("GET /api/call-limits", Role.SUPERVISOR),
            Map.entry("GET /api/call-requests", Role.AGENT),
            Map.entry("GET /api/call-requests/{id}", Role.AGENT),
            Map.entry("GET /api/calls/{id}/commands", Role.AGENT),
            Map.entry("GET /api/staff/{id}/telephones/log", Role.SUPERVISOR),
            Map.entry("POST /api/call-requests/{id}/cancel", Role.AGENT),
            Map.entry("PUT /api/call-requests/{id}/supervision", Role.AGENT),
            Map.entry("POST /api/call-requests/{id}/complete", Role.AGENT),
            Map.entry("POST /api/calls/{id}/barge", Role.AGENT),
            Map.entry("POST /api/calls/{id}/hangup", Role.AGENT),
            Map.entry("POST /api/calls/{id}/hold", Role.AGENT),
            Map.entry("POST /api/calls/{id}/listen", Role.AGENT),
            Map.entry("POST /api/calls/{id}/pickup", Role.AGENT),
            Map.entry("POST /api/calls/{id}/transfer", Role.AGENT),
            Map.entry("POST /api/calls/{id}/whisper", Role.AGENT),
            Map.entry("POST /api/queue-pauses/{person}", Role.AGENT),
            Map.entry("POST /api/lists/from-filter", Role.SUPERVISOR),
            Map.entry("GET /api/call-limits/trunks", Role.SUPERVISOR),
            Map.entry("PUT /api/call-limits/trunks/{source}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/call-limits/beginnings/{digits}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/call-limits/budgets/{subject}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/call-limits/countries/{country}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/call-limits/numbers/{kind}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/staff/{id}/telephones/{telephone}", Role.ADMINISTRATOR),
            Map.entry("GET /api/search", Role.AGENT),
            Map.entry("GET /api/parts", Role.AGENT),
            Map.entry("POST /api/parts", Role.AGENT),
            Map.entry("GET /api/parts/{id}", Role.AGENT),
            Map.entry("PUT /api/parts/{id}", Role.AGENT),
            Map.entry("POST /api/parts/{id}/state", Role.AGENT),
            Map.entry("PUT /api/parts/{id}/lines", Role.AGENT),
            Map.entry("GET /api/documents", Role.AGENT),
            Map.entry("POST /api/documents", Role.AGENT),
            Map.entry("GET /api/documents/{id}", Role.AGENT),
            Map.entry("PUT /api/documents/{id}", Role.AGENT),
            Map.entry("POST /api/documents/{id}/state", Role.AGENT),
            Map.entry("GET /api/documents/{id}/approvals", Role.AGENT),
            Map.entry("POST /api/documents/{id}/approvals", Role.AGENT),
            Map.entry("DELETE /api/documents/{id}/approvals", Role.AGENT),
            Map.entry("POST /api/documents/{id}/approvals/decision", Role.AGENT),
            Map.entry("GET /api/payments", Role.AGENT),
            Map.entry("POST /api/payments", Role.AGENT),
            Map.entry("GET /api/payments/{id}", Role.AGENT),
            Map.entry("PUT /api/payments/{id}", Role.AGENT),
            Map.entry("DELETE /api/payments/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/products", Role.AGENT),
            Map.entry("POST /api/products", Role.SUPERVISOR),
            Map.entry("GET /api/products/{id}", Role.AGENT),
            Map.entry("PUT /api/products/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/terms", Role.AGENT),
            Map.entry("POST /api/terms", Role.AGENT),
            Map.entry("GET /api/terms/{id}", Role.AGENT),
            Map.entry("PUT /api/terms/{id}", Role.AGENT),
            Map.entry("POST /api/terms/{id}/ask", Role.AGENT),
            Map.entry("POST /api/terms/{id}/decide", Role.AGENT),
            Map.entry("POST /api/terms/{id}/close", Role.SUPERVISOR),
            Map.entry("GET /api/deals/{id}/parts", Role.AGENT),
            Map.entry("GET /api/deals/{id}/documents", Role.AGENT),
            Map.entry("GET /api/deals/{id}/payments", Role.AGENT),
            Map.entry("GET /api/deals/{id}/lines", Role.AGENT),
            Map.entry("PUT /api/deals/{id}/lines", Role.AGENT),
            Map.entry("GET /api/deals/{id}/terms", Role.AGENT),
            Map.entry("GET /api/deals/{id}/progress", Role.AGENT),
            Map.entry("GET /api/files", Role.AGENT),
            Map.entry("POST /api/files", Role.AGENT),
            Map.entry("GET /api/files/{id}", Role.AGENT),
            Map.entry("GET /api/files/{id}/content", Role.AGENT),
            Map.entry("DELETE /api/files/{id}", Role.AGENT),
            Map.entry("GET /api/changes/{kind}/{id}", Role.AGENT),
            Map.entry("POST /api/changes/{id}/put-back", Role.AGENT),
            Map.entry("GET /api/bin", Role.AGENT),
            Map.entry("POST /api/bin/{id}/restore", Role.AGENT),
            Map.entry("DELETE /api/bin/{id}", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/leads/{id}", Role.SUPERVISOR),
            Map.entry("DELETE /api/deals/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/deals", Role.AGENT),
            Map.entry("POST /api/deals", Role.AGENT),
            Map.entry("GET /api/deals/totals", Role.AGENT),
            Map.entry("GET /api/deals/board", Role.AGENT),
            Map.entry("GET /api/deals/board/{stage}", Role.AGENT),
            Map.entry("GET /api/deals/{id}", Role.AGENT),
            Map.entry("PUT /api/deals/{id}", Role.AGENT),
            Map.entry("GET /api/deals/{id}/moves", Role.AGENT),
            Map.entry("POST /api/deals/{id}/move", Role.AGENT),
            Map.entry("POST /api/deals/{id}/reopen", Role.AGENT),
            Map.entry("POST /api/deals/{id}/type", Role.AGENT),
            Map.entry("GET /api/deals/{id}/participants", Role.AGENT),
            Map.entry("PUT /api/deals/{id}/participants", Role.AGENT),
            Map.entry("PUT /api/deals/external/{source}/{externalId}", Role.AGENT),
            Map.entry("POST /api/leads/{id}/deal", Role.AGENT),
            Map.entry("GET /api/pipelines", Role.AGENT),
            Map.entry("POST /api/pipelines", Role.ADMINISTRATOR),
            Map.entry("PUT /api/pipelines/{id}", Role.ADMINISTRATOR),
            Map.entry("POST /api/pipelines/{id}/place", Role.ADMINISTRATOR),
            Map.entry("POST /api/pipelines/{id}/stages", Role.ADMINISTRATOR),
            Map.entry("PUT /api/pipelines/{id}/stages/{stage}", Role.ADMINISTRATOR),
            Map.entry("POST /api/pipelines/{id}/stages/{stage}/place", Role.ADMINISTRATOR),
            Map.entry("POST /api/pipelines/{id}/stages/{stage}/archive", Role.ADMINISTRATOR),
            Map.entry("POST /api/pipelines/{id}/stages/{stage}/restore", Role.ADMINISTRATOR),
            Map.entry("GET /api/deal-types", Role.AGENT),
            Map.entry("POST /api/deal-types", Role.ADMINISTRATOR),
            Map.entry("PUT /api/deal-types/{id}", Role.ADMINISTRATOR),
            Map.entry("GET /api/lost-reasons", Role.AGENT),
            Map.entry("POST /api/lost-reasons", Role.ADMINISTRATOR),
            Map.entry("PUT /api/lost-reasons/{id}", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/tasks/{id}", Role.AGENT),
            Map.entry("POST /api/imports", Role.SUPERVISOR),
            Map.entry("GET /api/imports", Role.SUPERVISOR),
            Map.entry("GET /api/imports/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/imports/{id}/look", Role.SUPERVISOR),
            Map.entry("POST /api/imports/{id}/apply", Role.SUPERVISOR),
            Map.entry("POST /api/imports/{id}/undo", Role.SUPERVISOR),
            Map.entry("GET /api/imports/{id}/refused.csv", Role.SUPERVISOR),
            Map.entry("GET /api/deals.csv", Role.AGENT),
            Map.entry("GET /api/deals.xlsx", Role.AGENT),
            Map.entry("POST /api/bulk", Role.AGENT),
            Map.entry("GET /api/bulk/{id}", Role.AGENT),
            Map.entry("POST /api/bulk/{id}/apply", Role.AGENT),
            Map.entry("POST /api/bulk/{id}/undo", Role.AGENT),
            Map.entry("GET /api/contacts/{id}/personal-data", Role.ADMINISTRATOR),
            Map.entry("GET /api/contacts/{id}/personal-data.zip", Role.ADMINISTRATOR),
            Map.entry("POST /api/contacts/{id}/personal-data/destroy", Role.ADMINISTRATOR),
            Map.entry("GET /api/personal-data/acts", Role.ADMINISTRATOR),
            Map.entry("GET /api/fields", Role.AGENT),
            Map.entry("POST /api/fields", Role.ADMINISTRATOR),
            Map.entry("PUT /api/fields/{id}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/leads/{id}/fields", Role.AGENT),
            Map.entry("GET /api/claims", Role.AGENT),
            Map.entry("POST /api/claims", Role.AGENT),
            Map.entry("GET /api/claims/{id}", Role.AGENT),
            Map.entry("PUT /api/claims/{id}", Role.AGENT),
            Map.entry("DELETE /api/claims/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/claims/{id}/move", Role.AGENT),
            Map.entry("POST /api/claims/{id}/assign", Role.AGENT),
            Map.entry("POST /api/claims/{id}/score", Role.AGENT),
            Map.entry("POST /api/claims/{id}/not-spam", Role.AGENT),
            Map.entry("GET /api/claims/{id}/items", Role.AGENT),
            Map.entry("POST /api/claims/{id}/items", Role.AGENT),
            Map.entry("GET /api/segments", Role.AGENT),
            Map.entry("POST /api/segments", Role.SUPERVISOR),
            Map.entry("POST /api/segments/count", Role.SUPERVISOR),
            Map.entry("GET /api/segments/{id}", Role.AGENT),
            Map.entry("PUT /api/segments/{id}", Role.SUPERVISOR),
            Map.entry("DELETE /api/segments/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/segments/{id}/refresh", Role.SUPERVISOR),
            Map.entry("GET /api/segments/{id}/members", Role.AGENT),
            Map.entry("POST /api/segments/{id}/members", Role.AGENT),
            Map.entry("DELETE /api/segments/{id}/members/{party}", Role.AGENT),
            Map.entry("GET /api/segments/{id}/members.csv", Role.SUPERVISOR),
            Map.entry("GET /api/segments/{id}/moves", Role.AGENT),
            Map.entry("POST /api/segments/{id}/list", Role.SUPERVISOR),
            Map.entry("GET /api/claim-causes", Role.AGENT),
            Map.entry("POST /api/claim-causes", Role.ADMINISTRATOR),
            Map.entry("PUT /api/claim-causes/{id}", Role.ADMINISTRATOR),
            Map.entry("GET /api/claim-reports", Role.SUPERVISOR),
            Map.entry("GET /api/claim-reports/{name}", Role.SUPERVISOR),
            Map.entry("GET /api/claim-reports/{name}/claims", Role.SUPERVISOR),
            Map.entry("GET /api/leads", Role.AGENT),
            Map.entry("POST /api/leads", Role.AGENT),
            Map.entry("GET /api/leads/{id}", Role.AGENT),
            Map.entry("GET /api/leads/{id}/events", Role.AGENT),
            Map.entry("POST /api/leads/{id}/assign", Role.AGENT),
            Map.entry("POST /api/leads/{id}/note", Role.AGENT),
            Map.entry("POST /api/leads/{id}/answered", Role.AGENT),
            Map.entry("POST /api/leads/{id}/close", Role.AGENT),
            Map.entry("POST /api/leads/{id}/reopen", Role.AGENT),
            Map.entry("POST /api/leads/{id}/convert", Role.AGENT),
            Map.entry("POST /api/leads/{id}/not-spam", Role.AGENT),
            Map.entry("POST /api/leads/{id}/unconvert", Role.AGENT),
            Map.entry("GET /api/legal-entities", Role.AGENT),
            Map.entry("POST /api/legal-entities", Role.AGENT),
            Map.entry("GET /api/legal-entities/{id}", Role.AGENT),
            Map.entry("PUT /api/legal-entities/{id}", Role.AGENT),
            Map.entry("DELETE /api/legal-entities/{id}", Role.SUPERVISOR),
            Map.entry("PUT /api/legal-entities/{id}/parties/{party}", Role.AGENT),
            Map.entry("DELETE /api/legal-entities/{id}/parties/{party}", Role.AGENT),
            Map.entry("GET /api/duplicates", Role.AGENT),
            Map.entry("GET /api/merges", Role.SUPERVISOR),
            Map.entry("POST /api/merges", Role.SUPERVISOR),
            Map.entry("POST /api/merges/{id}/undo", Role.SUPERVISOR),
            Map.entry("GET /api/parties/{id}/details", Role.AGENT),
            Map.entry("PUT /api/parties/{id}/details", Role.AGENT),
            Map.entry("GET /api/parties/{id}/consents", Role.AGENT),
            Map.entry("POST /api/parties/{id}/consents", Role.AGENT),
            Map.entry("GET /api/relations", Role.AGENT),
            Map.entry("POST /api/relations", Role.AGENT),
            Map.entry("DELETE /api/relations/{id}", Role.AGENT),
            Map.entry("GET /api/events", Role.AGENT),
            Map.entry("POST /api/events", Role.AGENT),
            Map.entry("GET /api/events/{id}", Role.AGENT),
            Map.entry("PUT /api/events/{id}", Role.AGENT),
            Map.entry("DELETE /api/events/{id}", Role.AGENT),
            Map.entry("PUT /api/calls/{id}/note", Role.AGENT),
            Map.entry("GET /api/calls/{id}/deal", Role.AGENT),
            Map.entry("PUT /api/calls/{id}/deal", Role.AGENT),
            Map.entry("POST /api/calls/{id}/deal", Role.AGENT),
            Map.entry("DELETE /api/calls/{id}/deal", Role.AGENT),
            Map.entry("GET /api/deals/{id}/origins", Role.AGENT),
            Map.entry("GET /api/deals/{id}/timeline", Role.AGENT),
            Map.entry("GET /api/dispositions", Role.AGENT),
            Map.entry("POST /api/dispositions", Role.ADMINISTRATOR),
            Map.entry("PUT /api/dispositions/{id}", Role.ADMINISTRATOR),
            Map.entry("GET /api/tasks", Role.AGENT),
            Map.entry("POST /api/tasks", Role.AGENT),
            Map.entry("GET /api/tasks/{id}", Role.AGENT),
            Map.entry("PUT /api/tasks/{id}", Role.AGENT),
            Map.entry("POST /api/tasks/{id}/{action}", Role.AGENT),
            Map.entry("GET /api/obligations", Role.AGENT),
            Map.entry("GET /api/obligations/{id}", Role.AGENT),
            Map.entry("POST /api/obligations/{id}/take", Role.AGENT),
            Map.entry("POST /api/obligations/{id}/release", Role.AGENT),
            Map.entry("POST /api/obligations/{id}/close", Role.AGENT),
            Map.entry("POST /api/obligations/{id}/unreachable", Role.AGENT),
            Map.entry("GET /api/may-dial", Role.AGENT),
            Map.entry("GET /api/campaigns", Role.AGENT),
            Map.entry("POST /api/campaigns", Role.SUPERVISOR),
            Map.entry("GET /api/campaigns/{id}", Role.SUPERVISOR),
            Map.entry("PUT /api/campaigns/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/campaigns/{id}/state", Role.SUPERVISOR),
            Map.entry("PUT /api/campaigns/{id}/ahead", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/campaigns/{id}/ahead", Role.ADMINISTRATOR),
            Map.entry("POST /api/campaigns/{id}/people", Role.SUPERVISOR),
            Map.entry("POST /api/campaigns/{id}/next", Role.AGENT),
            Map.entry("GET /api/lists", Role.SUPERVISOR),
            Map.entry("POST /api/lists", Role.SUPERVISOR),
            Map.entry("GET /api/lists/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/lists/{id}/refused", Role.SUPERVISOR),
            Map.entry("POST /api/lists/{id}/load", Role.SUPERVISOR),
            Map.entry("POST /api/lists/{id}/undo", Role.SUPERVISOR),
            Map.entry("GET /api/entries", Role.SUPERVISOR),
            Map.entry("GET /api/entries/{id}", Role.AGENT),
            Map.entry("POST /api/entries/{id}/dial", Role.AGENT),
            Map.entry("POST /api/entries/{id}/skip", Role.AGENT),
            Map.entry("GET /api/attempts", Role.SUPERVISOR),
            Map.entry("GET /api/attempts/{id}", Role.AGENT),
            Map.entry("POST /api/attempts/{id}/result", Role.AGENT),
            Map.entry("POST /api/attempts/{id}/correct", Role.SUPERVISOR),
            Map.entry("GET /api/callbacks", Role.AGENT),
            Map.entry("GET /api/attempts/{id}/answers", Role.AGENT),
            Map.entry("PUT /api/attempts/{id}/answers", Role.AGENT),
            Map.entry("GET /api/scripts", Role.SUPERVISOR),
            Map.entry("POST /api/scripts", Role.SUPERVISOR),
            Map.entry("POST /api/scripts/check", Role.SUPERVISOR),
            Map.entry("GET /api/scripts/{id}", Role.SUPERVISOR),
            Map.entry("PUT /api/scripts/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/scripts/{id}/versions", Role.SUPERVISOR),
            Map.entry("GET /api/campaign-results", Role.AGENT),
            Map.entry("PUT /api/campaign-results", Role.SUPERVISOR),
            Map.entry("GET /api/campaigns/{id}/measures", Role.SUPERVISOR),
            Map.entry("GET /api/campaigns/{id}/quotas", Role.SUPERVISOR),
            Map.entry("PUT /api/campaigns/{id}/quotas", Role.SUPERVISOR),
            Map.entry("PUT /api/campaigns/{id}/script", Role.SUPERVISOR),
            Map.entry("GET /api/do-not-call", Role.SUPERVISOR),
            Map.entry("GET /api/do-not-call/{id}", Role.SUPERVISOR),
            Map.entry("POST /api/do-not-call", Role.AGENT),
            Map.entry("POST /api/do-not-call/{id}/end", Role.SUPERVISOR),
            Map.entry("POST /api/do-not-call/imports", Role.ADMINISTRATOR),
            Map.entry("GET /api/absences", Role.AGENT),
            Map.entry("POST /api/absences", Role.AGENT),
            Map.entry("DELETE /api/absences/{id}", Role.AGENT),
            Map.entry("PUT /api/calls/{id}/caller", Role.AGENT),
            Map.entry("DELETE /api/calls/{id}/caller", Role.AGENT),
            Map.entry("GET /api/filters", Role.AGENT),
            Map.entry("POST /api/filters", Role.AGENT),
            Map.entry("DELETE /api/filters/{id}", Role.AGENT),
            Map.entry("GET /api/presence", Role.AGENT),
            Map.entry("PUT /api/presence", Role.AGENT),
            Map.entry("GET /api/agent-states", Role.AGENT),
            Map.entry("GET /api/floor", Role.SUPERVISOR),
            Map.entry("GET /api/floor/stream", Role.SUPERVISOR),
            Map.entry("GET /api/alarms", Role.SUPERVISOR),
            Map.entry("POST /api/alarms/{id}/seen", Role.SUPERVISOR),
            Map.entry("GET /api/alarm-rules", Role.SUPERVISOR),
            Map.entry("PUT /api/alarm-rules/{rule}", Role.ADMINISTRATOR),
            Map.entry("GET /api/robots", Role.ADMINISTRATOR),
            Map.entry("POST /api/robots", Role.ADMINISTRATOR),
            Map.entry("GET /api/robots/templates", Role.ADMINISTRATOR),
            Map.entry("POST /api/robots/dry-run", Role.ADMINISTRATOR),
            Map.entry("POST /api/robots/hooks/{code}", Role.ADMINISTRATOR),
            Map.entry("GET /api/robots/{id}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/robots/{id}", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/robots/{id}", Role.ADMINISTRATOR),
            Map.entry("PUT /api/robots/{id}/active", Role.ADMINISTRATOR),
            Map.entry("GET /api/robots/{id}/versions", Role.ADMINISTRATOR),
            Map.entry("GET /api/robots/{id}/log", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/robots/{id}/off/{record}", Role.ADMINISTRATOR),
            Map.entry("GET /api/panels", Role.SUPERVISOR),
            Map.entry("POST /api/panels", Role.SUPERVISOR),
            Map.entry("POST /api/panels/{id}/link", Role.SUPERVISOR),
            Map.entry("DELETE /api/panels/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/metrics", Role.ADMINISTRATOR),
            Map.entry("GET /api/rings", Role.AGENT),
            Map.entry("PUT /api/tasks/{id}/repeat", Role.AGENT),
            Map.entry("DELETE /api/tasks/{id}/repeat", Role.AGENT),
            Map.entry("GET /api/events/unprocessed", Role.AGENT),
            Map.entry("PUT /api/events/{id}/processed", Role.AGENT),
            Map.entry("GET /api/reports", Role.SUPERVISOR),
            Map.entry("GET /api/reports/{name}", Role.SUPERVISOR),
            Map.entry("GET /api/reports/{name}/calls", Role.SUPERVISOR),
            Map.entry("GET /api/reports/sales", Role.SUPERVISOR),
            Map.entry("GET /api/reports/sales/{name}", Role.SUPERVISOR),
            Map.entry("GET /api/reports/sales/{name}/items", Role.SUPERVISOR),
            Map.entry("GET /api/reports/sales/pay", Role.AGENT),
            Map.entry("GET /api/plans", Role.SUPERVISOR),
            Map.entry("PUT /api/plans", Role.SUPERVISOR),
            Map.entry("DELETE /api/plans/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/pay-rules", Role.ADMINISTRATOR),
            Map.entry("POST /api/pay-rules", Role.ADMINISTRATOR),
            Map.entry("POST /api/pay-rules/{id}/end", Role.ADMINISTRATOR),
            Map.entry("DELETE /api/pay-rules/{id}", Role.ADMINISTRATOR),
            Map.entry("GET /api/ad-costs", Role.SUPERVISOR),
            Map.entry("POST /api/ad-costs", Role.SUPERVISOR),
            Map.entry("POST /api/ad-costs/files", Role.SUPERVISOR),
            Map.entry("DELETE /api/ad-costs/{id}", Role.SUPERVISOR),
            Map.entry("GET /api/health/feed", Role.SUPERVISOR),
            Map.entry("POST /api/health/feed/{follower}/skip", Role.ADMINISTRATOR),
            Map.entry("GET /api/health/sources", Role.SUPERVISOR)));
    private static final Map<Role, String> LOGINS =
            Map.of(Role.AGENT, "anna", Role.SUPERVISOR, "vera", Role.ADMINISTRATOR, "admin");

    @Test
    void everyAddressThatIsDescribedIsInThisTableAndNoOther() {
        Set<String> described = new TreeSet<>();
        http().get("/api/openapi.json")
                .json()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase() + " " + path.getKey())));
        assertThat(described).containsExactlyInAnyOrderElementsOf(LEAST.keySet());
    }

    @TestFactory
    List<DynamicTest> eachRoleMayWhatItMayAndNoMore() {
        var tests = new ArrayList<DynamicTest>();
        LEAST.forEach((address, least) -> {
            tests.add(dynamicTest("a stranger: " + address, () -> {
                Http.Answer answer = ask(http(), address);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json().get("detail").asString()).contains("Sign in");
            }));
            LOGINS.forEach((role, login) -> tests.add(dynamicTest(login + ": " + address, () -> {
                int status = ask(as(login), address).status();
                if (role.compareTo(least) < 0) {
                    assertThat(status).isEqualTo(403);
                } else {
                    assertThat(status).isNotIn(401, 403, 500, 503);
                }
            })));
        });
        return tests;
    }

    @Test
    void onACardSupervisorsAloneLetSomebodyBeCalledAgain() {
        UUID maria =
                contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS)).id();
        var agent = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(agent.post("/parties/" + maria + "/do-not-call", "reason=x").body())
                .doesNotContain("do-not-call/end");
        String line = as("vera")
                .get("/api/do-not-call?number=9161112233")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        String party = jdbc.sql("select id::text from do_not_call where party_id = ?")
                .param(maria)
                .query(String.class)
                .single();
        String end = "/parties/" + maria + "/do-not-call/end";
        assertThat(agent.post(end, "reason=x&line=" + party).status()).isEqualTo(403);
        var supervisor = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(supervisor.get("/parties/" + maria + "/calling").body()).contains("do-not-call/end");
        assertThat(supervisor.post(end, "reason=x&line=" + party).status()).isEqualTo(200);
        assertThat(as("vera")
                        .get("/api/do-not-call/" + line)
                        .json()
                        .path("until")
                        .isNull())
                .as("the number's line ended with hers")
                .isFalse();
    }

    private static Http.Answer ask(Http http, String address) {
        String[] parts = address.split(" ");
        String body = parts[0].equals("POST") || parts[0].equals("PUT") ? "{}" : null;
        return http.send(
                parts[0],
                parts[1].replace("/floor/stream", "/floor/stream?first=true")
                        .replace("{id}", SOME_ID)
                        .replace("{code}", "paid")
                        .replace("{party}", SOME_ID)
                        .replace("{action}", "done")
                        .replace("{note}", "1")
                        .replace("{number}", "1")
                        .replace("{follower}", "webhooks")
                        .replace("{person}", SOME_ID)
                        .replace("{record}", SOME_ID)
                        .replace("{telephone}", "101")
                        .replace("{digits}", "7999")
                        .replace("{subject}", "person")
                        .replace("{country}", "DE")
                        .replace("{kind}", "premium")
                        .replace("{source}", "paper")
                        .replace("{rule}", "weather")
                        .replace("{stage}", SOME_ID)
                        .replace("{externalId}", "1")
                        .replace("{name}", "office"),
                body);
    }
}
