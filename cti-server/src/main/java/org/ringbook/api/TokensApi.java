package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.ringbook.access.AccessToken;
import org.ringbook.access.AccessTokens;
import org.ringbook.access.SignedIn;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Tokens", description = "Personal tokens, with which your programs sign in as you: Authorization: Bearer …")
class TokensApi {

    /**
     * @param scope what it may do: read, dial, all; left out for read
     * @param days that it is valid; left out for 90
     */
    @Schema(name = "TokenInput")
    record Input(
            @Schema(example = "Our web shop", requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(
                    example = "dial",
                    nullable = true,
                    allowableValues = {"read", "dial", "all"})
            String scope,

            @Schema(example = "365", nullable = true) Integer days) {}

    private final AccessTokens tokens;
    private final Staff staff;

    TokensApi(AccessTokens tokens, Staff staff) {
        this.tokens = tokens;
        this.staff = staff;
    }

    @GetMapping("/api/tokens")
    @Operation(summary = "Your tokens, newest first, without their secrets")
    Page<AccessToken> list(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        return new Page<>(tokens.of(me.id()), null);
    }

    @PostMapping("/api/tokens")
    @Operation(
            summary = "Make a token",
            description =
                    "The secret is in this answer and never again. `scope` is read (when left out), dial – to place and command"
                            + " calls and to follow one's own, besides – or all. After `days`, 90 when left out, it ends, and with a new"
                            + " password at once. Sign in with your password for it: a token makes no token.")
    @ApiResponse(responseCode = "201", description = "Made")
    ResponseEntity<AccessToken.Made> make(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        AccessToken.Made made = tokens.make(me.id(), sent.name(), sent.scope(), sent.days());
        return ResponseEntity.created(URI.create("/api/tokens/" + made.token().id()))
                .body(made);
    }

    @DeleteMapping("/api/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token", description = "At once and for good.")
    void revoke(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        if (!tokens.revoke(me.id(), CallSearch.Ids.read("id", id))) {
            throw NotDone.notFound("You have no such token, or it was revoked before.");
        }
    }

    /**
     * @param owner id on the staff list
     * @param ownerName as it is now; null when nobody of that id is known any more
     */
    @Schema(name = "OwnedToken")
    record Owned(UUID owner, String ownerName, AccessToken token) {}

    @GetMapping("/api/staff/tokens")
    @Operation(summary = "Everybody's valid tokens, newest first", description = "For administrators.")
    Page<Owned> ofEverybody() {
        return new Page<>(
                tokens.ofEverybody().stream()
                        .map(one -> new Owned(
                                one.owner(),
                                staff.find(one.owner()).map(StaffMember::name).orElse(null),
                                one.token()))
                        .toList(),
                null);
    }

    @DeleteMapping("/api/staff/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke anybody's token", description = "For administrators. At once and for good.")
    void revokeAnybodys(@PathVariable String id) {
        if (!tokens.revokeAnybodys(CallSearch.Ids.read("id", id))) {
            throw NotDone.notFound("There is no such token, or it was revoked before.");
        }
    }
}
