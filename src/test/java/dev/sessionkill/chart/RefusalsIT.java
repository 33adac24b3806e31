package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''         | {}                                                                        | gateway.accounts names no account
                    sqlite     | {gateway: {access: {issuers: []}}}                                        | nobody's token would be believed
                    sqlite     | {sandbox: {enabled: true}}                                                | never beside an account
                    sqlite     | {gateway: {sandbox: {latency: 1s}}}                                       | gateway.sandbox is set, but sandbox.enabled is not
                    sqlite     | {gateway: {accounts: {default: {credentials: {tke: true}}}}}              | default.credentials names existingSecret and tke: exactly one of
                    sqlite     | {gateway: {accounts: {default: {credentials: {cvm-role: a}}}}}            | default.credentials names existingSecret and cvm-role: exactly one of
                    roles      | {gateway: {accounts: {machine: {credentials: {assume-role: {role-arn: "qcs::cam::uin/1:roleName/a", existingSecret: a}}}}}} | machine.credentials names cvm-role and assume-role: exactly one of
                    roles      | {gateway: {accounts: {pod: {credentials: {tke: false}}}}}                 | pod.credentials names none: exactly one of
                    roles      | {gateway: {accounts: {pod: {credentials: {metadata-uri: "http://a"}}}}}   | pod.credentials.metadata-uri goes with cvm-role only
                    roles      | {gateway: {accounts: {machine: {credentials: {sts-endpoint: "https://a"}}}}} | machine.credentials.sts-endpoint goes with tke or assume-role only
                    roles      | {serviceAccount: {annotations: {tke.cloud.tencent.com/role-arn: ""}}}     | the pod would have no identity
                    roles      | {serviceAccount: {create: false}}                                         | the default account of its namespace
                    sandbox    | {gateway: {access: {grants: [{callers: ["group:a"], actions: [AUDIT], accounts: ["*"], instances: ["*"]}]}}} | brings grants of its own
                    sandbox    | {replicas: 2}                                                             | sandbox.enabled with more than one pod
                    sandbox    | {autoscaling: {enabled: true}}                                            | sandbox.enabled with more than one pod
                    sqlite     | {replicas: 2}                                                             | replicas above 1 with database.kind sqlite
                    sqlite     | {autoscaling: {enabled: true}}                                            | autoscaling.enabled with database.kind sqlite
                    sqlite     | {persistence: {enabled: false}}                                           | the record would be gone with the pod
                    sqlite     | {database: {postgresql: {url: "jdbc:postgresql://db/a"}}}                 | database.postgresql is set, but database.kind is sqlite
                    sqlite     | {database: {postgresql: {existingSecret: a}}}                             | database.postgresql is set, but database.kind is sqlite
                    replicas   | {database: {postgresql: {url: ""}}}                                       | database.postgresql.url is empty
                    replicas   | {database: {postgresql: {existingSecret: ""}}}                            | database.postgresql.existingSecret is empty
                    replicas   | {persistence: {existingClaim: a}}                                         | nothing would be written to it
                    postgresql | {autoscaling: {minReplicas: 5}}                                           | autoscaling.minReplicas is above
                    postgresql | {replicas: 2}                                                             | replicas beside autoscaling.enabled
                    postgresql | {resources: {requests: {cpu: null}}}                                      | nothing to measure the load by
                    sqlite     | {podDisruptionBudget: {enabled: true}}                                    | there is no other pod to keep
                    postgresql | {autoscaling: {minReplicas: 1}, podDisruptionBudget: {enabled: true}}     | there is no other pod to keep
                    replicas   | {podDisruptionBudget: {maxUnavailable: 3}}                                | every pod be taken away at once
                    replicas   | {podDisruptionBudget: {maxUnavailable: "67%"}}                            | every pod be taken away at once
                    sqlite     | {extraSettings: {server.port: 1234}}                                      | the chart's probes and services go by its own
                    sqlite     | {extraSettings: {management.server.port: 1234}}                           | the chart's probes and services go by its own
                    sqlite     | {extraSettings: {spring: {ssl: {bundle: {pem: {a: {keystore: {private-key: "-----BEGIN PRIVATE KEY-----"}}}}}}}} | mount it from a Secret
                    sqlite     | {ingress: {enabled: true}}                                                | ingress.enabled without ingress.host
                    sqlite     | {extraEnv: [{name: JAVA_TOOL_OPTIONS, value: -Xmx1g}]}                    | set jvm.options
                    sqlite     | {extraEnv: [{name: LOGGING_STRUCTURED_FORMAT_CONSOLE, value: ecs}]}        | set logging.format
                    sqlite     | {extraSettings: {logging: {structured: {format: {console: ecs}}}}}         | set logging.format
                    sqlite     | {extraSettings: {logging.structured.format.console: ecs}}                  | set logging.format
                    sqlite     | {extraEnv: [{name: SPRING_PROFILES_ACTIVE, value: sandbox}]}              | set sandbox.enabled
                    """)
    void nameWhatIsGoodByItselfAndWrongTogether(String base, String values, String reason) {
        refused(base, values, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # a misspelt key, at any depth
                    {replica: 1}                                                              | replica
                    {gateway: {acess: {}}}                                                    | acess
                    {gateway: {kill: {max-wiat: 1s}}}                                         | max-wiat
                    {gateway: {access: {grants: [{caller: []}]}}}                             | caller
                    {gateway: {accounts: {default: {regoin: ap-guangzhou}}}}                  | regoin
                    {metrics: {serviceMonitor: {enable: true}}}                               | enable
                    {topologySpread: [{topologyKey: a, maxSkew: 1, whenUnsatisfiable: DoNotSchedule, minDomain: 1}]} | minDomain
                    # a secret has no place among the values
                    {gateway: {accounts: {default: {credentials: {secret-key: a}}}}}          | secret-key
                    {gateway: {accounts: {default: {credentials: {token: a}}}}}               | token
                    {gateway: {accounts: {default: {credentials: {assume-role: {secret-key: a}}}}}} | secret-key
                    {gateway: {accounts: {default: {credentials: {directory: /a}}}}}          | directory
                    {database: {postgresql: {password: a}}}                                   | password
                    {database: {postgresql: {url: "jdbc:postgresql://db/a?password=b"}}}      | url
                    {database: {postgresql: {url: "jdbc:postgresql://a:b@db/a"}}}             | url
                    {gateway: {sandbox: {mysql: {password: a}}}}                              | mysql
                    # a wrong value
                    {gateway: {accounts: {default: {credentials: {assume-role: {role-arn: "qcs::cam::uin/1:roleName/a"}}}}}} | existingSecret
                    {gateway: {accounts: {default: {credentials: {assume-role: {role-arn: a, existingSecret: a}}}}}} | role-arn
                    {gateway: {accounts: {default: {credentials: {sts-endpoint: "http://sts.tencentcloudapi.com"}}}}} | sts-endpoint
                    {gateway: {accounts: {default: {credentials: {cvm-role: "a b"}}}}}        | cvm-role
                    {gateway: {accounts: {second: {endpoint: "https://a", region: ap-a}}}}    | credentials
                    {gateway: {accounts: {Second: {endpoint: "https://a", region: ap-a, credentials: {existingSecret: a}}}}} | Second
                    {gateway: {accounts: {default: {calls-per-second: 1}}}}                   | calls-per-second
                    {gateway: {kill: {wait: 15}}}                                             | wait
                    {gateway: {access: {grants: [{callers: [oncall], actions: [KILL], accounts: ["*"], instances: ["*"]}]}}} | callers
                    {gateway: {access: {deny: [{}]}}}                                         | deny
                    {gateway: {audit: {checkpoint-to: /var/checkpoints}}}                     | checkpoint-to
                    {database: {kind: mysql}}                                                 | kind
                    {image: {tag: latest}}                                                    | tag
                    {image: {digest: abc}}                                                    | digest
                    {replicas: 0}                                                             | replicas
                    {jvm: {options: "-XX:+UseG1GC"}}                                          | options
                    {jvm: {options: "-XX:AOTMode=off"}}                                       | options
                    {jvm: {options: "-XX:-UseCompactObjectHeaders"}}                          | options
                    {podDisruptionBudget: {maxUnavailable: 0}}                                | maxUnavailable
                    {podDisruptionBudget: {maxUnavailable: "100%"}}                           | maxUnavailable
                    {podDisruptionBudget: {enabled: "yes"}}                                   | enabled
                    {logging: {format: json}}                                                 | format
                    # what the chart sets itself
                    {extraSettings: {gateway: {kill: {}}}}                                    | invalid propertyName 'gateway'
                    {extraSettings: {spring: {datasource: {password: a}}}}                    | invalid propertyName 'datasource'
                    {extraSettings: {spring.datasource.password: a}}                          | invalid propertyName 'spring.datasource.password'
                    """)
    void ofTheSchemaNameTheValue(String values, String named) {
        refused("sqlite", values, named);
    }

    private static void refused(String base, String values, String reason) {
        assertThatThrownBy(() -> Chart.template(base, values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }
}
