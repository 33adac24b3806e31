package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class UnknownVariablesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GATEWAY_KILL_WAITT",
                "GATEWAY_KIL_WAIT",
                "GATEWAY_WAIT",
                "GATEWAY_ACCESS_GRANTS_CALLERS",
                "GATEWAY_ACCOUNTS_DEFAULT_CREDENTIALS_SECRET",
                "GATEWAY_SANDBOX_LATENCY"
            })
    void warnsOfWhatNoSettingIsCalled(String name, CapturedOutput output) {
        check(name);

        assertThat(output.getAll().lines().filter(it -> it.contains("the variable ")))
                .singleElement()
                .asString()
                .contains("the variable " + name + ":")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GATEWAY_KILL_WAIT",
                "GATEWAY_KILL_MAX_WAIT",
                "GATEWAY_KILL_MAXWAIT",
                "GATEWAY_ACCESS_GRANTS_0_CALLERS",
                "GATEWAY_ACCESS_GRANTS_0_CALLERS_1",
                "GATEWAY_ACCOUNTS_DEFAULT_CREDENTIALS_SECRETID",
                "GATEWAY_ACCOUNTS_MY_OWN_REGIONS_0",
                "GATEWAYS_WAIT",
                "MY_GATEWAY_WAIT"
            })
    void saysNothingOfSettingsAndOfOthersVariables(String name, CapturedOutput output) {
        check(name);

        assertThat(output).doesNotContain("the variable ");
    }

    /** As it does for services called gateway and gateway-kill. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GATEWAY_PORT",
                "GATEWAY_SERVICE_HOST",
                "GATEWAY_SERVICE_PORT",
                "GATEWAY_SERVICE_PORT_HTTP",
                "GATEWAY_PORT_8080_TCP",
                "GATEWAY_PORT_8080_TCP_ADDR",
                "GATEWAY_PORT_8080_TCP_PORT",
                "GATEWAY_PORT_53_UDP_PROTO",
                "GATEWAY_KILL_SERVICE_HOST",
                "GATEWAY_KILL_PORT_8080_TCP"
            })
    void saysNothingOfWhatKubernetesPutsThere(String name, CapturedOutput output) {
        check(name);

        assertThat(output).doesNotContain("the variable ");
    }

    @Test
    void knowsEverySettingThatIsRead() throws ClassNotFoundException {
        assertThat(SettingNames.ALL)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(
                                        below("accounts.<name>", "dbbrain.AccountSettings"),
                                        below("access", "access.AccessSettings"),
                                        below("kill", "kill.KillSettings"),
                                        below("sessions", "sessions.SessionSettings"),
                                        below("audit", "audit.AuditSettings"),
                                        below("sandbox", "sandbox.SandboxSettings"))
                                .flatMap(it -> it)
                                .toList());
    }

    private static Stream<String> below(String name, String type) throws ClassNotFoundException {
        return below(name, Class.forName("dev.sessionkill." + type));
    }

    private static Stream<String> below(String name, Type type) {
        if (type instanceof ParameterizedType list) {
            return below(name + "[]", list.getActualTypeArguments()[0]);
        }
        if (!(type instanceof Class<?> record) || !record.isRecord()) {
            return Stream.of(name);
        }
        RecordComponent[] components = record.getRecordComponents();
        Parameter[] parameters = record.getDeclaredConstructors()[0].getParameters();
        return IntStream.range(0, components.length)
                .boxed()
                .flatMap(
                        it ->
                                below(
                                        name + "." + called(components[it], parameters[it]),
                                        components[it].getGenericType()));
    }

    private static String called(RecordComponent component, Parameter parameter) {
        Name other = parameter.getAnnotation(Name.class);
        return other == null
                ? component.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT)
                : other.value();
    }

    private static void check(String name) {
        StandardEnvironment environment =
                new StandardEnvironment() {
                    @Override
                    public Map<String, Object> getSystemEnvironment() {
                        return Map.of(name, "canary");
                    }
                };
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("environment", environment);
        new UnknownVariables().postProcessBeanFactory(beans);
    }
}
