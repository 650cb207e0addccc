package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.Call;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deals;
import org.ringbook.origins.CallDeals;
import org.ringbook.origins.DealsOfResults;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Deals of calls",
        description =
                "About which deal a call is: as somebody said, else the deal that its lead became, else the client's only open deal, or of"
                        + " several the only one of whoever spoke.")
class DealOfCallApi {

    @Schema(name = "DealOfCall")
    record View(
            @Schema(nullable = true, description = "Null for none, or for one that is not yours to see")
            UUID dealId,

            @Schema(description = "Whether somebody said so; else it follows from what is kept")
            boolean said,

            @Schema(description = "The client's open deals that are yours to see")
            List<UUID> offered) {}

    @Schema(name = "DealOfCallInput")
    record Input(
            @Schema(nullable = true, description = "Null: about none of them")
            UUID dealId) {}

    @Schema(name = "DealOfCallNew")
    record NewInput(
            @Schema(nullable = true, description = "Left out: the first that is offered")
            UUID typeId) {}

    private final CallDeals about;
    private final DealsOfResults making;
    private final Deals deals;
    private final VisibleCalls visible;
    private final Staff staff;

    DealOfCallApi(CallDeals about, DealsOfResults making, Deals deals, VisibleCalls visible, Staff staff) {
        this.about = about;
        this.making = making;
        this.deals = deals;
        this.visible = visible;
        this.staff = staff;
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    private Call call(SignedIn me, String id) {
        return visible.find(me, CallSearch.Ids.read("id", id));
    }

    @GetMapping("/api/calls/{id}/deal")
    @Operation(operationId = "getDealOfCall", summary = "About which deal a call is")
    View one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return view(call(me, id), member(me));
    }

    private View view(Call call, StaffMember who) {
        var of = about.of(call);
        UUID deal = of.map(CallDeals.About::dealId)
                .flatMap(known -> deals.find(known, who))
                .map(Deal::id)
                .orElse(null);
        return new View(
                deal,
                of.filter(CallDeals.About::said).isPresent(),
                about.offered(call, who).stream().map(Deal::id).toList());
    }

    @PutMapping("/api/calls/{id}/deal")
    @Operation(
            operationId = "sayDealOfCall",
            summary = "Say about which deal a call is",
            description =
                    "It stays so when the call is derived again, and when it turns out to be part of another one.")
    View say(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        Call call = call(me, id);
        about.say(call, sent.dealId(), member(me));
        return view(call, member(me));
    }

    @DeleteMapping("/api/calls/{id}/deal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "forgetDealOfCall", summary = "Take back what was said of a call and a deal")
    void forget(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        about.forget(call(me, id));
    }

    @PostMapping("/api/calls/{id}/deal")
    @Operation(
            operationId = "addDealOfCall",
            summary = "Make a deal of a call",
            description =
                    "The client is the call's, where they are known. Sent again, it is the same deal. An open lead of the call becomes the deal.")
    @ApiResponse(responseCode = "201", description = "Made, or there already; `Location` says where it stands.")
    ResponseEntity<View> make(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody NewInput sent) {
        Call call = call(me, id);
        Deal deal = making.make(call, sent.typeId(), member(me));
        return ResponseEntity.created(URI.create("/api/deals/" + deal.id())).body(view(call, member(me)));
    }
}
