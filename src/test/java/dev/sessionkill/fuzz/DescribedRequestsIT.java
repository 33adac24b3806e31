package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The API document lets one order what the gateway accepts, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedRequestsIT {

    private static final String INSTANCE = "'instanceId':'cdb-sandbox1',";
    private static final String REASON = "'reason':'a test',";
    private static final String ONE = "'threads':[1],";

    private DescribedGateway gateway;

    @BeforeAll
    void start() throws Exception {
        gateway =
                new DescribedGateway(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()),
                        // A preview of a hundred sessions looks for most of them one by one.
                        "--gateway.accounts.default.calls-per-second=1000");
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void letsOneSendEveryRowBackAsItIs() throws Exception {
        JsonNode rows = gateway.get("/sessions?instanceId=cdb-sandbox1").json().get("sessions");

        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(rows.valueStream().filter(it -> it.get("db").isNull())).isNotEmpty();
        assertThat(rows.valueStream().filter(it -> it.get("sql").isNull())).isNotEmpty();
        for (JsonNode row : rows) {
            String body =
                    body(INSTANCE + REASON + "'sessions':[ROW],").replace("ROW", row.toString());

            assertThat(gateway.kill(body).status()).as(body).isEqualTo(200);
            assertThat(gateway.lets(body)).as(body).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INSTANCE + REASON + ONE,
                INSTANCE + REASON + ONE + "'sessions':null,",
                INSTANCE + REASON + "'threads':null,'sessions':[{'thread':1}],",
                INSTANCE + REASON + ONE + "'product':null,'account':null,'region':null,",
                INSTANCE + REASON + ONE + "'product':'cynosdb','account':'default',",
                INSTANCE + REASON + ONE + "'region':'ap-guangzhou','urgent':null,",
                INSTANCE + REASON + "'threads':[9223372036854775807],",
                INSTANCE + REASON + "'sessions':[{'thread':1,'seconds':0,'user':null}],",
                INSTANCE + ONE + "'reason':'abc',",
                INSTANCE + ONE + "'reason':' \u00a0a b\u3000',",
                INSTANCE + ONE + "'reason':'\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00',",
                INSTANCE + ONE + "'reason':'\u200b\u200b!',"
            })
    void letsOneOrderWhatIsAccepted(String order) throws Exception {
        isAccepted(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INSTANCE + REASON,
                INSTANCE + ONE,
                REASON + ONE,
                INSTANCE + REASON + ONE + "'sessions':[{'thread':2}],",
                INSTANCE + REASON + "'threads':null,",
                INSTANCE + REASON + "'threads':[],",
                INSTANCE + REASON + "'threads':[0],",
                INSTANCE + REASON + "'threads':[null],",
                INSTANCE + REASON + "'threads':['1'],",
                INSTANCE + REASON + "'threads':[1.5],",
                INSTANCE + REASON + "'threads':[1,1],",
                INSTANCE + REASON + "'threads':[9223372036854775808],",
                INSTANCE + REASON + "'sessions':[],",
                INSTANCE + REASON + "'sessions':[null],",
                INSTANCE + REASON + "'sessions':[{}],",
                INSTANCE + REASON + "'sessions':[{'thread':null}],",
                INSTANCE + REASON + "'sessions':[{'thread':1},{'thread':1}],",
                INSTANCE + REASON + "'sessions':[{'thread':1,'seconds':-1}],",
                INSTANCE + REASON + "'sessions':[{'thread':1,'more':1}],",
                INSTANCE + REASON + "'sessions':[{'thread':1,'user':'\\u0000'}],",
                INSTANCE + REASON + "'sessions':[{'thread':1,'observedAt':'now'}],",
                INSTANCE + REASON + ONE + "'more':null,",
                INSTANCE + REASON + ONE + "'product':'oracle',",
                INSTANCE + REASON + ONE + "'account':'',",
                INSTANCE + REASON + ONE + "'region':'AP',",
                INSTANCE + REASON + ONE + "'urgent':'true',",
                REASON + ONE + "'instanceId':null,",
                REASON + ONE + "'instanceId':'-x',",
                REASON + ONE + "'instanceId':'x\\n',",
                INSTANCE + ONE + "'reason':null,",
                INSTANCE + ONE + "'reason':'ab',",
                INSTANCE + ONE + "'reason':'     ',",
                INSTANCE + ONE + "'reason':'\u3000\u2003 ',",
                INSTANCE + ONE + "'reason':'\u00a0\u00a0\u00a0',",
                INSTANCE + ONE + "'reason':'\u00a0ab\u3000',",
                INSTANCE + ONE + "'reason':'  \uD83D\uDE00',",
                INSTANCE + ONE + "'reason':'\u200b\u200b\u200b',",
                INSTANCE + ONE + "'reason':'\u3164\u3164\u3164\u3164',",
                INSTANCE + ONE + "'reason':'a\\ttab',",
                INSTANCE + ONE + "'reason':'over\u202eride',"
            })
    void letsOneOrderNothingThatIsRefused(String order) throws Exception {
        isRefused(order);
    }

    @Test
    void drawsTheSameLimits() throws Exception {
        isAccepted(INSTANCE + REASON + "'threads':" + ids(100) + ",");
        isRefused(INSTANCE + REASON + "'threads':" + ids(101) + ",");
        isAccepted(INSTANCE + ONE + "'reason':'" + "x".repeat(500) + "',");
        isRefused(INSTANCE + ONE + "'reason':'" + "x".repeat(501) + "',");
    }

    private void isAccepted(String order) throws Exception {
        String body = body(order);

        assertThat(gateway.kill(body).status()).as(order).isEqualTo(200);
        assertThat(gateway.lets(body)).as(order).isTrue();
    }

    private void isRefused(String order) throws Exception {
        String body = body(order);

        assertThat(gateway.kill(body).status()).as(order).isEqualTo(400);
        assertThat(gateway.lets(body)).as(order).isFalse();
    }

    private static List<Long> ids(int count) {
        return LongStream.rangeClosed(1, count).boxed().collect(Collectors.toList());
    }

    /** Only previewed, so that the sessions are there for the next one. */
    private static String body(String order) {
        return ("{" + order + "'validateOnly':true}").replace('\'', '"');
    }
}
