package dev.sessionkill.sandbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How outcomes and faults look on the wire. */
final class FaultReplies {

    private FaultReplies() {}

    static Reply proper(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var response, _) -> enveloped(response.deepCopy());
            case Outcome.Refused(var refusal) -> error(refusal.code(), refusal.message());
        };
    }

    /**
     * @param outcome of the call, or of nothing where the fault does not execute
     */
    static Reply of(Fault fault, Outcome outcome) {
        return switch (fault) {
            case Fault.ExecuteThenDrop() -> new Reply.Close();
            case Fault.DropBeforeExecute() -> new Reply.Close();
            case Fault.ResetAfterExecute() -> new Reply.Reset();
            case Fault.Status(int code, var body, var headers, _) ->
                    new Reply.Answer(code, "text/html", headers, body, 0);
            case Fault.Hang(_) -> new Reply.Silence();
            case Fault.Drip(var every, _) -> new Reply.Drip(every);
            case Fault.Body(var text, var type, int withheld, _) ->
                    new Reply.Answer(200, type, Map.of(), text, withheld);
            case Fault.ErrorCode(var code, var message, _) -> error(code, message);
            case Fault.PartialThreads(int listed) -> proper(cut(outcome, listed));
            case Fault.EmptyThreads(_) -> proper(cut(outcome, 0));
            case Fault.Latency(_) -> proper(outcome);
        };
    }

    /** A success that came of doing nothing. */
    static Outcome nothing(WireRequest request, Parameters parameters) {
        String sqlExecId = parameters.sentText("SqlExecId");
        return request.header("x-tc-action").orElse("").equals(Match.LIST_ACTION)
                ? new Outcome.Done(ListAction.response(List.of()), false)
                : new Outcome.Done(
                        KillAction.response(
                                sqlExecId == null ? UUID.randomUUID().toString() : sqlExecId,
                                List.of()),
                        false);
    }

    private static Outcome cut(Outcome outcome, int listed) {
        return switch (outcome) {
            case Outcome.Refused refused -> refused;
            case Outcome.Done(var response, boolean executed) -> {
                ObjectNode shorter = response.deepCopy();
                for (String list : List.of("Threads", "ProcessList")) {
                    if (shorter.path(list) instanceof ArrayNode rows) {
                        while (rows.size() > listed) {
                            rows.remove(rows.size() - 1);
                        }
                    }
                }
                yield new Outcome.Done(shorter, executed);
            }
        };
    }

    private static Reply error(String code, String message) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putObject("Error").put("Code", code).put("Message", message);
        return enveloped(response);
    }

    private static Reply enveloped(ObjectNode response) {
        response.put("RequestId", UUID.randomUUID().toString());
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.set("Response", response);
        return Reply.Answer.json(envelope.toString());
    }
}
