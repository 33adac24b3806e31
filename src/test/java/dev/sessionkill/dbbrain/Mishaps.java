package dev.sessionkill.dbbrain;

import dev.sessionkill.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every way in which the sandbox can spoil a Commit. */
final class Mishaps {

    private static final List<Integer> STATUSES =
            List.of(204, 400, 401, 403, 404, 407, 408, 413, 421, 425, 429, 500, 501, 502, 503, 504);
    private static final List<Integer> REDIRECTS = List.of(300, 301, 302, 303, 307, 308);

    private static final List<String> UNREADABLE =
            List.of(
                    "",
                    " ",
                    "{}",
                    "[]",
                    "null",
                    "0",
                    "\"Response\"",
                    "{\"Response\":null}",
                    "{\"Response\":[]}",
                    "{\"Response\":{}}",
                    "{\"Response\":{\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":[1,2]}}",
                    "{\"Response\":{\"Threads\":[1,2],\"RequestId\":null}}",
                    "{\"Response\":{\"Threads\":[1e999],\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":[01],\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":[1.5],\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":[9223372036854775808],\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":[-1],\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":\"1,2\",\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Threads\":[1,2],\"RequestId\":\"r\"}",
                    "{\"Response\":{\"Threads\":[1,2],\"RequestId\":\"r\"}} {}",
                    "{\"Response\":{\"Error\":{},\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Error\":{\"Code\":null},\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Error\":{\"Code\":\"\"},\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.\\n"
                            + "2026 ok\"},\"RequestId\":\"r\"}}",
                    "{\"Response\":{\"Error\":\"RequestLimitExceeded\",\"RequestId\":\"r\"}}");

    private static final Map<Meaning, List<String>> CODES =
            Map.of(
                    Meaning.BUSY,
                    List.of(
                            "RequestLimitExceeded",
                            "RequestLimitExceeded.IPLimitExceeded",
                            "RequestLimitExceeded.UinLimitExceeded",
                            "RequestLimitExceeded.GlobalRegionUinLimitExceeded"),
                    Meaning.REFUSED,
                    List.of(
                            "AuthFailure",
                            "AuthFailure.SignatureExpire",
                            "UnauthorizedOperation",
                            "OperationDenied.X",
                            "InvalidParameter",
                            "InvalidParameterValue",
                            "InvalidParameterValue.X",
                            "MissingParameter",
                            "UnknownParameter",
                            "ResourceNotFound",
                            "UnsupportedOperation",
                            "LimitExceeded",
                            "RegionError"),
                    Meaning.UNKNOWN,
                    List.of(
                            "InternalError",
                            "InternalError.DBError",
                            "FailedOperation",
                            "FailedOperation.X",
                            "ServiceUnavailable",
                            "Undocumented"));

    private Mishaps() {}

    /** Those in which the call is lost on its way, or its answer is: its fate is unknown. */
    static Stream<Mishap> lost() {
        return Stream.of(
                        Stream.of(
                                lost("ExecuteThenDrop", new Fault.ExecuteThenDrop()),
                                lost("DropBeforeExecute", new Fault.DropBeforeExecute()),
                                lost("ResetAfterExecute", new Fault.ResetAfterExecute())),
                        executedOrNot().flatMap(Mishaps::broken),
                        executedOrNot().flatMap(Mishaps::statuses),
                        executedOrNot().flatMap(Mishaps::bodies))
                .flatMap(it -> it);
    }

    /** Those in which the vendor says what became of the call. */
    static Stream<Mishap> told() {
        Stream<Mishap> codes =
                CODES.entrySet().stream().flatMap(entry -> codes(entry.getKey(), entry.getValue()));
        Stream<Mishap> successes =
                Stream.of(
                        done("PartialThreads", new Fault.PartialThreads(1)),
                        done("EmptyThreads", new Fault.EmptyThreads(true)),
                        done("EmptyThreads", new Fault.EmptyThreads(false)),
                        done("Latency", new Fault.Latency(Duration.ofMillis(20))));
        return Stream.concat(codes, successes);
    }

    private static Stream<Mishap> broken(boolean executes) {
        return Stream.of(
                lost("Hang", new Fault.Hang(executes)),
                lost("Drip", new Fault.Drip(Duration.ofMillis(20), executes)),
                lost("HTML", Fault.html(executes)),
                lost("truncated", Fault.truncated(executes)),
                lost("HTTP 503 to be retried now", Fault.retryNow(executes)));
    }

    private static Stream<Mishap> statuses(boolean executes) {
        Stream<Mishap> plain =
                STATUSES.stream().map(it -> lost("HTTP " + it, Fault.status(it, executes)));
        Stream<Mishap> redirects =
                REDIRECTS.stream()
                        .map(it -> new Fault.Status(it, "", Map.of("Location", "/"), executes))
                        .map(it -> lost("HTTP " + it.code() + " to be followed", it));
        return Stream.concat(plain, redirects);
    }

    private static Stream<Mishap> bodies(boolean executes) {
        return UNREADABLE.stream()
                .map(it -> lost("body " + (it.isBlank() ? "empty" : it), Fault.json(it, executes)));
    }

    private static Stream<Mishap> codes(Meaning meaning, List<String> codes) {
        return executedOrNot()
                .flatMap(
                        executes ->
                                codes.stream()
                                        .map(
                                                it ->
                                                        new Mishap(
                                                                it,
                                                                Fault.error(it, executes),
                                                                meaning)));
    }

    private static Stream<Boolean> executedOrNot() {
        return Stream.of(true, false);
    }

    private static Mishap lost(String name, Fault fault) {
        return new Mishap(name, fault, Meaning.UNKNOWN);
    }

    private static Mishap done(String name, Fault fault) {
        return new Mishap(name, fault, Meaning.DONE);
    }
}
