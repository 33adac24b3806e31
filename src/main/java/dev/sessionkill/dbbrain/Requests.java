package dev.sessionkill.dbbrain;

import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the vendor's request bodies (dbbrain.md, "KillMySqlThreads", "DescribeMySqlProcessList").
 */
final class Requests {

    private final JsonMapper json = JsonMapper.shared();

    String prepare(Target target, Collection<ThreadId> threads) {
        ObjectNode body = of(target).put("Stage", "Prepare");
        ArrayNode ids = body.putArray("Threads");
        threads.forEach(it -> ids.add(it.value()));
        return body.toString();
    }

    String commit(Target target, String sqlExecId) {
        return of(target).put("Stage", "Commit").put("SqlExecId", sqlExecId).toString();
    }

    String processList(Target target, ProcessQuery query) {
        ObjectNode body = of(target).put("Limit", query.limit());
        if (query.thread() != null) {
            body.put("ID", query.thread().value());
        }
        query.filters().forEach((column, value) -> body.put(column.wireName(), value));
        if (query.longerThan() != null) {
            body.put("Time", query.longerThan());
        }
        return body.toString();
    }

    private ObjectNode of(Target target) {
        return json.createObjectNode()
                .put("InstanceId", target.instance().value())
                .put("Product", target.product().wireName());
    }
}
