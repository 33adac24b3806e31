package dev.sessionkill.api;

import dev.sessionkill.core.Region;
import dev.sessionkill.core.Stage;
import dev.sessionkill.sessions.Listing;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The one place where what became of a list turns into an HTTP answer. */
@Component
class SessionAnswers {

    static final String PATH = "/sessions";

    private final Refusals refusals;

    SessionAnswers(Refusals refusals) {
        this.refusals = refusals;
    }

    ResponseEntity<Object> of(Listing listing) {
        return switch (listing) {
            case Listing.Listed listed -> ResponseEntity.ok(SessionsView.of(listed));
            case Listing.NotPermitted(String why) ->
                    refusals.plain(ProblemCode.NOT_PERMITTED, why, PATH);
            case Listing.NoSuchAccount _ -> refusals.noSuchAccount(PATH);
            case Listing.NoSuchRegion(Set<Region> regions) -> refusals.noSuchRegion(regions, PATH);
            case Listing.Failed(String code, String requestId, boolean retryable) ->
                    failed(code, requestId, retryable);
            case Listing.NoCredentials _ -> refusals.noCredentials(PATH);
            case Listing.Unrecorded _ -> refusals.unrecorded(PATH);
        };
    }

    ResponseEntity<Object> invalid(List<FieldFault> faults) {
        return refusals.invalid(faults, PATH);
    }

    private ResponseEntity<Object> failed(
            @Nullable String code, @Nullable String requestId, boolean retryable) {
        return Problems.status(ProblemCode.UPSTREAM_FAILED)
                .body(
                        refusals.upstreamFailed(
                                new Refusals.Upstream(Stage.LIST, code, requestId),
                                retryable,
                                "The vendor refused or failed; its list could not be read.",
                                PATH));
    }
}
